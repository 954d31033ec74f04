/** What a network says of one review, as a step recorded it, and the same review said otherwise. Pure. */
import type { RunInfo, StepTrace } from '../../../player/protocol.ts';
import { tokensOf } from '../../parts/cells/loom.ts';
import { ofExample } from '../../parts/cells/shownTensor.ts';

export interface Verdict {
  /** Words and signs, without padding. */
  readonly words: readonly string[];
  /** That the writer was pleased. */
  readonly chance: number;
  /** 1: was pleased; null where nobody knows, because a reader wrote it. */
  readonly label: number | null;
}

/** null where the step reads no words, or says nothing of whole texts. */
export function verdictOf(trace: StepTrace, { vocabulary }: RunInfo): Verdict | null {
  const tokens = tokensOf(trace);
  const tensor = trace.tensors.get(trace.observed['probabilities'] ?? Number.NaN);
  if (tokens === null || vocabulary === undefined || tensor?.shape.length !== 2 || tensor.shape[1] !== 2) return null;
  const chances = ofExample(tensor, trace.item, trace.batchIds.length)?.values;
  const labels = trace.tensors.get(trace.targets);
  if (chances === undefined) return null;
  return {
    words: tokens.flatMap((token) => (token === 0 ? [] : [vocabulary[token] ?? '?'])),
    chance: chances[1]!,
    label: trace.reading === undefined ? (labels?.values[trace.item] ?? null) : null,
  };
}

/** As one would write it: signs without a space before them. */
export const textOf = (words: readonly string[]): string => words.join(' ').replaceAll(/ ([.,!?])/g, '$1');

/** Without its first word that denies; null: nothing is denied. */
export function withoutDenial(words: readonly string[]): readonly string[] | null {
  const at = words.findIndex((word) => word === 'not' || word === 'never');
  return at < 0 ? null : words.toSpliced(at, 1);
}

/** What stands before "but" and what follows it exchanged, within its sentence; null: there is no "but". */
export function swappedAroundBut(words: readonly string[]): readonly string[] | null {
  const but = words.indexOf('but');
  if (but < 0) return null;
  const from = words.lastIndexOf('.', but) + 1;
  const end = words.indexOf('.', but);
  const to = end < 0 ? words.length : end;
  const hasComma = words[but - 1] === ',';
  const [left, right] = [words.slice(from, hasComma ? but - 1 : but), words.slice(but + 1, to)];
  return [...words.slice(0, from), ...right, ...(hasComma ? [','] : []), 'but', ...left, ...words.slice(to)];
}
