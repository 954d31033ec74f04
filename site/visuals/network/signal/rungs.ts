/** The rungs of a deep network: how large the answers of each layer are, and the gradients that come back. Picks recorded numbers; draws nothing. */
import type { OpTrace, StepTrace } from '../../../player/protocol.ts';

export interface Rung {
  /** From 1; the last one gives the logits. */
  readonly layer: number;
  /** Root mean square of the hidden layer's answers over all examples; null for the last layer, which has no bend. */
  readonly answers: number | null;
  /** Share of its units that are 0 for every example; null for the last layer. */
  readonly silent: number | null;
  /** Length of the gradient of its weight. */
  readonly gradient: number;
  /** How its answers to all examples are spread; null where that was not observed, and for the last layer. */
  readonly spread: Spread | null;
}

export interface Spread {
  /** The smallest and the largest. */
  readonly from: number;
  readonly to: number;
  /** How many lie in each of so many equal parts between them. */
  readonly counts: readonly number[];
}

/** null: the step was not observed, or its run says nothing of this. */
export function rungsOf(trace: StepTrace): readonly Rung[] | null {
  const told = (name: string): ArrayLike<number> | undefined =>
    trace.tensors.get(trace.observed[name] ?? Number.NaN)?.values;
  const [answers, silent, gradients] = [told('activationRms'), told('silentUnits'), told('weightGradientNorms')];
  if (answers === undefined || silent === undefined || gradients === undefined) return null;
  const spreads = told('answerCounts');
  const entries = spreads === undefined ? 0 : spreads.length / answers.length;
  return Array.from(gradients, (gradient, i) => ({
    layer: i + 1,
    answers: answers[i] ?? null,
    silent: silent[i] ?? null,
    gradient,
    spread: entries === 0 || i >= answers.length ? null : spreadOf(Array.from(spreads!).slice(i * entries), entries),
  }));
}

const spreadOf = ([from, to, ...counts]: readonly number[], entries: number): Spread => ({
  from: from!,
  to: to!,
  counts: counts.slice(0, entries - 2),
});

export interface Weight {
  /** `0.weight` */
  readonly path: string;
  readonly shape: readonly number[];
  readonly count: number;
  /** The ops that read it: more than one where layers share it. */
  readonly readers: readonly string[];
}

/** The shape of a linear layer's weight that the recording did not keep: it stands between what goes in and what comes out. */
function shapeBetween({ tensors }: StepTrace, op: OpTrace | undefined): readonly number[] {
  const [into, out] = [op?.inputs[0], op?.output].map((id) => tensors.get(id ?? Number.NaN)?.shape.at(-1));
  return op?.name !== 'linear' || into === undefined || out === undefined ? [] : [out, into];
}

/** What the step's optimizer was given, in its order. */
export const weightsOf = (trace: StepTrace): readonly Weight[] =>
  trace.updates.map(({ label, before, gradient }) => {
    const reading = trace.ops.filter(({ inputs }) => inputs.includes(before));
    const shape = (trace.tensors.get(before) ?? trace.tensors.get(gradient))?.shape ?? shapeBetween(trace, reading[0]);
    const readers = reading.map((op) => op.label);
    return { path: label, shape, count: shape.reduce((product, n) => product * n, 1), readers };
  });
