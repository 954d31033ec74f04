/** The rungs of a deep network: how large the answers of each layer are, and the gradients that come back. Picks recorded numbers; draws nothing. */
import type { StepTrace } from '../../player/protocol.ts';

export interface Rung {
  /** From 1; the last one gives the logits. */
  readonly layer: number;
  /** Root mean square of the hidden layer's answers over all examples; null for the last layer, which has no bend. */
  readonly answers: number | null;
  /** Share of its units that are 0 for every example; null for the last layer. */
  readonly silent: number | null;
  /** Length of the gradient of its weight. */
  readonly gradient: number;
  /** The answers of its units to the example in view, in order of size; null where they were not kept. */
  readonly spread: readonly number[] | null;
}

/** null: the step was not observed, or its run says nothing of this. */
export function rungsOf(trace: StepTrace): readonly Rung[] | null {
  const told = (name: string): ArrayLike<number> | undefined =>
    trace.tensors.get(trace.observed[name] ?? Number.NaN)?.values;
  const [answers, silent, gradients] = [told('activationRms'), told('silentUnits'), told('weightGradientNorms')];
  if (answers === undefined || silent === undefined || gradients === undefined) return null;
  const bends = trace.ops.filter(({ name }) => name === 'relu' || name === 'tanh');
  return Array.from(gradients, (gradient, i) => ({
    layer: i + 1,
    answers: answers[i] ?? null,
    silent: silent[i] ?? null,
    gradient,
    spread: bends[i] === undefined ? null : spreadOf(trace, bends[i].output),
  }));
}

function spreadOf(trace: StepTrace, id: number): readonly number[] | null {
  const tensor = trace.tensors.get(id);
  if (tensor === undefined || tensor.shape.length !== 2) return null;
  const width = tensor.shape[1]!;
  const from = tensor.item === null ? trace.item * width : 0;
  if (tensor.values.length < from + width) return null;
  return Array.from(tensor.values.subarray(from, from + width)).sort((a, b) => a - b);
}

export interface Weight {
  /** `0.weight` */
  readonly path: string;
  readonly shape: readonly number[];
  readonly count: number;
}

/** What the step's optimizer was given, in its order. */
export const weightsOf = (trace: StepTrace): readonly Weight[] =>
  trace.updates.map(({ label, before, gradient }) => {
    const shape = (trace.tensors.get(before) ?? trace.tensors.get(gradient))?.shape ?? [];
    return { path: label, shape, count: shape.reduce((product, n) => product * n, 1) };
  });
