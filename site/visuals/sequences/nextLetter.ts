/** What a model of letters holds likely after each letter of the sequence looked at, from its recorded logits. Pure. */
import type { StepTrace } from '../../player/protocol.ts';
import { ofExample, opOf } from '../parts/cells/shownTensor.ts';

export interface Likely {
  /** Number of the letter in the vocabulary. */
  readonly token: number;
  /** As recorded; the probability is made of these. */
  readonly logit: number;
  readonly probability: number;
}

export interface NextLetter {
  /** What was read up to here, as tokens. */
  readonly read: readonly number[];
  /** Every letter, likeliest first. */
  readonly likely: readonly Likely[];
  /** What follows in the name; null where nothing does. */
  readonly truth: number | null;
}

/** After time step `t` of the example looked at; null where it was not kept. `head` is the op that makes the logits [N, T, K]. */
export function nextLetter(trace: StepTrace, t: number, head = 'head'): NextLetter | null {
  const op = opOf(trace, head);
  const part = (id: number | undefined) => {
    const tensor = id === undefined ? undefined : trace.tensors.get(id);
    return tensor === undefined ? null : ofExample(tensor, trace.item, trace.batchIds.length);
  };
  const logits = part(op?.output);
  const inputs = part(trace.inputs);
  const classes = logits?.shape.at(-1) ?? 0;
  if (logits === null || inputs === null || (t + 1) * classes > logits.values.length) return null;
  const row = Array.from(logits.values.subarray(t * classes, (t + 1) * classes));
  const largest = Math.max(...row);
  const powers = row.map((z) => Math.exp(z - largest));
  const sum = powers.reduce((total, power) => total + power, 0);
  const likely = powers.map((power, token) => ({ token, logit: row[token]!, probability: power / sum }));
  const truth = part(trace.targets)?.values[t];
  return {
    read: Array.from(inputs.values.subarray(0, t + 1)),
    likely: likely.sort((a, b) => b.probability - a.probability),
    truth: truth === undefined || truth < 0 ? null : truth,
  };
}
