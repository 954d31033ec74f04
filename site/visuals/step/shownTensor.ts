/**
 * What a figure draws of a trace's tensor: the whole of it, or of a batch the one example that is looked at. Only picks and
 * names numbers that are there; null says that a number was not kept, and figures must show that as "not kept", never as zero.
 */
import type { Selection } from '../../player/Player.ts';
import { exampleOf, type OpTrace, type StepTrace, type TensorData } from '../../player/protocol.ts';

export interface ShownTensor {
  readonly values: TensorData['values'];
  /** Of `values`: without the batch axis where one example is shown. */
  readonly shape: readonly number[];
  /** What stands before each index: [item] where one example is shown, else []. */
  readonly prefix: readonly number[];
  /** The whole tensor's shape, for labels. */
  readonly fullShape: readonly number[];
}

/** Which tensor of an op. */
export type Part = Selection['tensor'];

export const opOf = (trace: StepTrace, label: string): OpTrace | null =>
  trace.ops.find((op) => op.label === label) ?? null;

/** Id of a part, or null where the trace has none (no gradient wanted, no such input). */
export function partId(op: OpTrace, part: Part): number | null {
  if (!('place' in part)) return part.kind === 'output' ? op.output : (op.backward?.gradOutput ?? null);
  const { kind, place } = part;
  return (kind === 'input' ? op.inputs[place] : op.backward?.gradInputs[place]) ?? null;
}

/** Weights and biases (and their gradients) come after the data input; they have no batch axis. */
const isParameter = (part: Part): boolean => 'place' in part && part.place > 0;

export function shownPart(trace: StepTrace, op: OpTrace, part: Part): ShownTensor | null {
  const id = partId(op, part);
  const tensor = id === null ? undefined : trace.tensors.get(id);
  if (tensor === undefined) return null;
  return isParameter(part) ? whole(tensor) : ofExample(tensor, trace.item);
}

const whole = ({ values, shape }: TensorData): ShownTensor => ({ values, shape, prefix: [], fullShape: shape });

/** One example of a batch tensor. A scalar (the loss) belongs to no example and is shown as it is. */
export function ofExample(tensor: TensorData, item: number): ShownTensor | null {
  if (tensor.shape.length < 2) return whole(tensor);
  const values = exampleOf(tensor, item);
  return values === null ? null : { values, shape: tensor.shape.slice(1), prefix: [item], fullShape: tensor.shape };
}

/** The equation terms a part stands for: pointing at one lights its cells. */
export function termsOf(trace: StepTrace, op: OpTrace, part: Part): readonly string[] {
  const gradient = part.kind.startsWith('grad');
  if ('place' in part && part.place > 0) {
    const name = part.place === 1 ? 'W' : 'b';
    return gradient ? [`d${name}`, 'grad'] : [name, 'theta'];
  }
  if ('place' in part)
    return gradient
      ? ['dx', ...(isLogits(trace, op.inputs[0]) ? ['dz'] : [])]
      : ['x', ...(isLogits(trace, op.inputs[0]) ? ['z'] : [])];
  if (gradient) return ['dout', ...(isLogits(trace, op.output) ? ['dz'] : [])];
  return ['out', ...(isLogits(trace, op.output) ? ['z'] : []), ...(op.index === trace.ops.length - 1 ? ['loss'] : [])];
}

/** The logits are what the last op, the loss, reads. */
const isLogits = (trace: StepTrace, id: number | undefined): boolean =>
  id !== undefined && trace.ops.at(-1)?.inputs[0] === id;

/** `[32, 8, 28, 28]` → `32×8×28×28`; a scalar has no axes. */
export const shapeLabel = (shape: readonly number[]): string => shape.join('×');
