/** Where two recorded steps part: in their batch, in an op on the way forwards, on the way back, or in an update. Bit by bit. */
import type { OpTrace, StepTrace, TensorData } from './protocol.ts';

export interface Difference {
  readonly step: number;
  readonly phase: 'batch' | 'forward' | 'backward' | 'update';
  /** The op, or the parameter that is updated, by its label in the first of the two; '' for the batch. */
  readonly op: string;
}

/** The first place at which they differ; null where every bit is the same. */
export function firstDifference(a: StepTrace, b: StepTrace): Difference | null {
  const at = (phase: Difference['phase'], op: string): Difference => ({ step: a.step, phase, op });
  const same = (one: number | null | undefined, other: number | null | undefined): boolean =>
    (one ?? null) === null || (other ?? null) === null
      ? (one ?? null) === (other ?? null)
      : isSame(a.tensors.get(one!), b.tensors.get(other!));
  if (!same(a.inputs, b.inputs) || !same(a.targets, b.targets)) return at('batch', '');
  for (const [i, op] of a.ops.entries()) {
    const other = b.ops[i];
    if (other === undefined || op.label !== other.label || op.name !== other.name) return at('forward', op.label);
    const isSameCall =
      op.inputs.length === other.inputs.length && op.inputs.every((id, k) => same(id, other.inputs[k]));
    if (!isSameCall || !same(op.output, other.output)) return at('forward', op.label);
  }
  if (b.ops.length > a.ops.length) return at('forward', b.ops[a.ops.length]!.label);
  const [back, otherBack] = [backwards(a), backwards(b)];
  for (const [i, op] of back.entries()) {
    const other = otherBack[i];
    const [one, two] = [op.backward!, other?.backward];
    const isSameStep =
      two !== undefined &&
      two !== null &&
      op.label === other!.label &&
      same(one.gradOutput, two.gradOutput) &&
      one.gradInputs.every((id, k) => same(id, two.gradInputs[k]));
    if (!isSameStep) return at('backward', op.label);
  }
  if (otherBack.length > back.length) return at('backward', otherBack[back.length]!.label);
  for (const [i, update] of a.updates.entries()) {
    const other = b.updates[i];
    const isSameUpdate =
      other !== undefined &&
      update.label === other.label &&
      same(update.gradient, other.gradient) &&
      same(update.after, other.after);
    if (!isSameUpdate) return at('update', update.label);
  }
  return b.updates.length > a.updates.length ? at('update', b.updates[a.updates.length]!.label) : null;
}

/** The ops that a gradient passed, in the order in which it did. */
const backwards = ({ ops }: StepTrace): readonly OpTrace[] =>
  ops.filter(({ backward }) => backward !== null).toSorted((x, y) => x.backward!.index - y.backward!.index);

function isSame(a: TensorData | undefined, b: TensorData | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  if (a.dtype !== b.dtype || a.shape.join() !== b.shape.join() || a.values.length !== b.values.length) return false;
  const [x, y] = [bitsOf(a.values), bitsOf(b.values)];
  for (let i = 0; i < x.length; i++) if (x[i] !== y[i]) return false;
  return true;
}

const bitsOf = ({ buffer, byteOffset, byteLength }: TensorData['values']): Uint8Array =>
  new Uint8Array(buffer, byteOffset, byteLength);
