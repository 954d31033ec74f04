/**
 * One example of a step's batch, as the figures show it: picture, label, logits, probabilities and the logits' gradient, all
 * read from the trace. It compares to find the largest probability, and computes nothing else.
 */
import { exampleOf, type StepTrace, type TensorData } from '../../../player/protocol.ts';

type Numbers = TensorData['values'];

export interface BatchExample {
  /** Grey values of 28×28 pixels in [0, 1]; null where the trace did not keep them. */
  readonly image: Numbers | null;
  readonly label: number;
  /** Per class; null where the trace did not keep them. */
  readonly logits: Numbers | null;
  readonly probabilities: Numbers | null;
  /** ∂L/∂z, as the backward pass left it. */
  readonly logitGradients: Numbers | null;
  /** The class with the largest probability. */
  readonly reading: number | null;
}

/** Place of the largest number; the first of equals. NaN never wins; null when nothing can. */
export function largestPlace(values: ArrayLike<number>): number | null {
  let best: number | null = null;
  for (let i = 0; i < values.length; i++) {
    if (!Number.isNaN(values[i]!) && (best === null || values[i]! > values[best]!)) best = i;
  }
  return best;
}

/** @param item place in the batch, from 0 */
export function batchExample(trace: StepTrace, item: number): BatchExample {
  const valuesOf = (id: number | null | undefined): Numbers | null => {
    const tensor = id === null || id === undefined ? undefined : trace.tensors.get(id);
    return tensor === undefined ? null : exampleOf(tensor, item);
  };
  const lossOp = trace.ops.find((op) => op.name === 'crossEntropy');
  const probabilities = valuesOf(trace.observed['probabilities']);
  return {
    image: valuesOf(trace.inputs),
    label: valuesOf(trace.targets)?.[0] ?? Number.NaN,
    logits: valuesOf(lossOp?.inputs[0]),
    probabilities,
    logitGradients: valuesOf(lossOp?.backward?.gradInputs[0]),
    reading: probabilities === null ? null : largestPlace(probabilities),
  };
}
