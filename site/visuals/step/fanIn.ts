/** Who used a value, and what gradient each sends back: the parts whose sum arrives at the op that made it. Reads the trace only. */
import type { OpTrace, StepTrace } from '../../player/protocol.ts';
import { flatOf } from './cellLayout.ts';

export interface Contribution {
  /** Label of the op that used the value. */
  readonly from: string;
  /** Its part of the gradient in the cell asked for; null where it was not kept. */
  readonly value: number | null;
}

export interface FanIn {
  readonly parts: readonly Contribution[];
  /** The recorded sum in that cell; null where it was not kept. */
  readonly total: number | null;
}

/**
 * The parts of ∂L/∂output of an op in one cell, in the order in which they arrived. `index`: of the whole tensor.
 *
 * @example fanIn(trace, hidden, [0, 12]) // { parts: [{ from: 'recurrent.l0.t4.fromHidden', value: … }, …], total: … }
 */
export function fanIn(trace: StepTrace, op: OpTrace, index: readonly number[]): FanIn {
  const users = trace.ops
    .flatMap((user) =>
      user.inputs.flatMap((id, place) => {
        const gradient = user.backward?.gradInputs[place];
        return id === op.output && gradient !== null && gradient !== undefined ? [{ user, gradient }] : [];
      }),
    )
    .filter(({ user }) => user.backward!.pass === op.backward?.pass)
    .sort((a, b) => a.user.backward!.index - b.user.backward!.index);
  const parts = users.map(({ user, gradient }) => ({ from: user.label, value: valueAt(trace, gradient, index) }));
  return { parts, total: op.backward === null ? null : valueAt(trace, op.backward.gradOutput, index) };
}

function valueAt(trace: StepTrace, id: number, index: readonly number[]): number | null {
  const tensor = trace.tensors.get(id);
  if (tensor === undefined) return null;
  const { shape, item, values } = tensor;
  if (item === null) return values[flatOf(shape, index)] ?? null;
  return index[0] === item ? (values[flatOf(shape.slice(1), index.slice(1))] ?? null) : null;
}
