/**
 * What a figure draws of a trace's tensor: the whole of it, or of a batch the one example that is looked at. Only picks and
 * names numbers that are there; null says that a number was not kept, and figures must show that as "not kept", never as zero.
 */
import type { Selection } from '../../../player/Player.ts';
import { exampleOf, type OpTrace, type StepTrace, type TensorData } from '../../../player/protocol.ts';

export interface ShownTensor {
  readonly values: TensorData['values'];
  /** Of `values`: without the batch axis where one example is shown. */
  readonly shape: readonly number[];
  /** What stands before each index: [item] where one example is shown, else []. */
  readonly prefix: readonly number[];
  /** The whole tensor's shape, for labels. */
  readonly fullShape: readonly number[];
  /** How its cells are laid out, where a long last axis was maps or a picture before it was laid flat: those sizes in its place. */
  readonly laidOut?: readonly number[];
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

/** Weights and biases, and their gradients, have no batch axis. They are known by their names, which figures and updates share. */
export const isParameter = (trace: StepTrace, op: OpTrace, place: number): boolean => {
  const id = op.inputs[place];
  const label = id === undefined ? '' : (trace.tensors.get(id)?.label ?? '');
  return label !== '' && trace.updates.some((update) => update.label === label);
};

export function shownPart(trace: StepTrace, op: OpTrace, part: Part): ShownTensor | null {
  const id = partId(op, part);
  const tensor = id === null ? undefined : trace.tensors.get(id);
  if (tensor === undefined) return null;
  const isOwn = 'place' in part && isParameter(trace, op, part.place);
  const shown = isOwn ? whole(tensor) : ofExample(tensor, trace.item, trace.batchIds.length);
  const before = shown === null ? null : sizesBefore(trace, op, part);
  return shown === null || before === null ? shown : { ...shown, laidOut: [...shown.shape.slice(0, -1), ...before] };
}

/** Shorter axes are read as they are. */
const LONG_AXIS = 64;

/** The sizes of one example's maps before they were laid flat into the last axis of a part; null: it is no flattened picture. */
function sizesBefore(trace: StepTrace, op: OpTrace, part: Part): readonly number[] | null {
  const { tensors } = trace;
  const length = tensors.get(partId(op, part) ?? Number.NaN)?.shape.at(-1) ?? 0;
  if (length <= LONG_AXIS) return null;
  const goesAlongX = 'place' in part && (part.place === 0 || (part.place === 1 && isParameter(trace, op, 1)));
  const value = goesAlongX ? op.inputs[0] : 'place' in part ? undefined : op.output;
  const maker = trace.ops.find(({ output }) => output === value);
  if (maker === undefined || !['flatten', 'reshape'].includes(maker.name)) return null;
  const sizes = tensors.get(maker.inputs[0] ?? Number.NaN)?.shape.slice(1) ?? [];
  return sizes.length > 1 && sizes.reduce((product, n) => product * n, 1) === length ? sizes : null;
}

const whole = ({ values, shape }: TensorData): ShownTensor => ({ values, shape, prefix: [], fullShape: shape });

/**
 * One example of a batch tensor: of [batch, …], or of [time, batch, …] where time comes first. What has no batch axis (the loss, a weight)
 * belongs to no example and is shown as it is.
 */
export function ofExample(tensor: TensorData, item: number, batch = tensor.shape[0] ?? 0): ShownTensor | null {
  const { shape } = tensor;
  if (shape.length < 2) return whole(tensor);
  if (shape[0] === batch) {
    const values = exampleOf(tensor, item);
    return values === null ? null : { values, shape: shape.slice(1), prefix: [item], fullShape: shape };
  }
  return shape.length > 2 && shape[1] === batch && tensor.item === null ? overTime(tensor, item) : whole(tensor);
}

/** [time, batch, …] → [time, …] of one example */
function overTime({ values, shape }: TensorData, item: number): ShownTensor {
  const [time = 0, batch = 0] = shape;
  const size = values.length / (time * batch);
  const picked = new Float32Array(time * size);
  for (let t = 0; t < time; t++) {
    const first = (t * batch + item) * size;
    for (let i = 0; i < size; i++) picked[t * size + i] = values[first + i]!;
  }
  return { values: picked, shape: [time, ...shape.slice(2)], prefix: [], fullShape: shape };
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
