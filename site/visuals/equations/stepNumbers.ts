/** The numbers of a step that several equations need, each read from the trace. */
import type { StepTrace } from '../../player/protocol.ts';
import { exampleOf } from '../../player/protocol.ts';

export interface Example {
  /** z: [K] */
  readonly logits: ArrayLike<number>;
  /** p: [K] */
  readonly probabilities: ArrayLike<number>;
  /** ∂L/∂z: [K] */
  readonly logitGradients: ArrayLike<number>;
  readonly label: number;
}

export const batchSize = (trace: StepTrace): number => trace.batchIds.length;

export const labelOf = (trace: StepTrace, item: number): number =>
  trace.tensors.get(trace.targets)?.values[item] ?? Number.NaN;

/** The looked-at example at the loss; null where the step did not keep it. */
export function exampleAtLoss(trace: StepTrace): Example | null {
  const loss = trace.ops.at(-1);
  const read = (id: number | null | undefined): ArrayLike<number> | null => {
    const tensor = id === null || id === undefined ? undefined : trace.tensors.get(id);
    return tensor === undefined ? null : exampleOf(tensor, trace.item);
  };
  const logits = read(loss?.inputs[0]);
  const probabilities = read(trace.observed['probabilities']);
  const logitGradients = read(loss?.backward?.gradInputs[0]);
  if (logits === null || probabilities === null || logitGradients === null) return null;
  return { logits, probabilities, logitGradients, label: labelOf(trace, trace.item) };
}

/** What the network gives to the right class of one example; null where the batch was not kept whole. */
export function probabilityOfLabel(trace: StepTrace, item: number): number | null {
  const tensor = trace.tensors.get(trace.observed['probabilities'] ?? Number.NaN);
  const row = tensor === undefined ? null : exampleOf(tensor, item);
  return row?.[labelOf(trace, item)] ?? null;
}
