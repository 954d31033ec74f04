/** Who used a value, and what gradient each sends back: the parts whose sum arrives at it. Reads the trace only. */
import type { OpTrace, StepTrace } from '../../../player/protocol.ts';
import { flatOf } from './cellLayout.ts';
import { localSlopes } from './localSlopes.ts';

export interface Contribution {
  /** Label of the op that used the value. */
  readonly from: string;
  /** Which of its inputs the value was; absent where many users were folded into one. */
  readonly place?: number;
  /** Its part of the gradient in the cell asked for; null where it was not kept. */
  readonly value: number | null;
  /** Of an op on single numbers what the part is the product of: what arrived at the user, and its own slope. null elsewhere. */
  readonly product: { readonly upstream: number; readonly slope: number } | null;
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
  const total = op.backward === null ? null : valueAt(trace, op.backward.gradOutput, index);
  return { parts: partsOf(trace, op.output, index, op.backward?.pass ?? null), total };
}

/** The same of a parameter: its total is the gradient that the update found lying there. null: no such parameter in this step. */
export function fanInOfLeaf(trace: StepTrace, label: string, index: readonly number[]): FanIn | null {
  const update = trace.updates.find((one) => one.label === label);
  if (update === undefined) return null;
  return {
    parts: partsOf(trace, update.before, index, update.pass),
    total: valueAt(trace, update.gradient, index),
  };
}

/** Values that several ops used and got a gradient from, by what they are called: parameters first, then what ops made. */
export function sharedValues(trace: StepTrace): readonly string[] {
  const uses = new Map<number, number>();
  for (const { inputs, backward } of trace.ops)
    for (const [place, id] of inputs.entries())
      if (backward?.gradInputs[place] != null) uses.set(id, (uses.get(id) ?? 0) + 1);
  const isShared = (id: number): boolean => (uses.get(id) ?? 0) > 1;
  return [
    ...trace.updates.filter(({ before }) => isShared(before)).map(({ label }) => label),
    ...trace.ops.filter(({ output }) => isShared(output)).map(({ label }) => label),
  ];
}

/** A parameter or what an op made, by its name. */
export function fanInOf(trace: StepTrace, name: string, index: readonly number[]): FanIn | null {
  const op = trace.ops.find(({ label }) => label === name);
  return fanInOfLeaf(trace, name, index) ?? (op === undefined ? null : fanIn(trace, op, index));
}

/** Shape of what a name means; null where there is no such thing. */
export function shapeOf(trace: StepTrace, name: string): readonly number[] | null {
  const update = trace.updates.find(({ label }) => label === name);
  const op = trace.ops.find(({ label }) => label === name);
  const id = update?.before ?? op?.output;
  return id === undefined ? null : (trace.tensors.get(id)?.shape ?? null);
}

function partsOf(trace: StepTrace, id: number, index: readonly number[], pass: string | null): Contribution[] {
  return trace.ops
    .flatMap((user) =>
      user.inputs.flatMap((input, place) => {
        const gradient = user.backward?.gradInputs[place];
        return input === id && gradient !== null && gradient !== undefined ? [{ user, gradient, place }] : [];
      }),
    )
    .filter(({ user }) => user.backward!.pass === pass)
    .sort((a, b) => a.user.backward!.index - b.user.backward!.index)
    .map(({ user, gradient, place }) => ({
      from: user.label,
      place,
      value: valueAt(trace, gradient, index),
      product: productOf(trace, user, place),
    }));
}

function productOf({ tensors }: StepTrace, user: OpTrace, place: number): Contribution['product'] {
  const one = (id: number): number | undefined => {
    const tensor = tensors.get(id);
    return tensor?.shape.length === 0 ? tensor.values[0] : undefined;
  };
  const [inputs, output, upstream] = [user.inputs.map(one), one(user.output), one(user.backward!.gradOutput)];
  if (output === undefined || upstream === undefined || inputs.includes(undefined)) return null;
  const slope = localSlopes(user.name, inputs as number[], output)?.[place];
  return slope === undefined ? null : { upstream, slope };
}

function valueAt(trace: StepTrace, id: number, index: readonly number[]): number | null {
  const tensor = trace.tensors.get(id);
  if (tensor === undefined) return null;
  const { shape, item, values } = tensor;
  if (item === null) return values[flatOf(shape, index)] ?? null;
  return index[0] === item ? (values[flatOf(shape.slice(1), index.slice(1))] ?? null) : null;
}
