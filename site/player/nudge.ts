/**
 * How the loss of a step answers when one number in it is moved a little: the central difference that a gradient is held against. The same
 * step is made again, with the number as it is, a little higher where the op takes or gives it, and a little lower; nothing else is touched, and every op runs as it always does. From the nudge on the numbers are float64, for in float32 the difference of two losses
 * would be mostly rounding. Source: Stanford CS231n, "Gradient checks".
 */
import {
  ChalkgradError,
  type LoadedBatch,
  listen,
  opList,
  type Substitute,
  scope,
  substituting,
  type Tensor,
  type TrainingSetup,
  tensor,
  unheard,
} from '#framework';
import type { NudgedCell } from './nudged.ts';

interface Called {
  readonly definition: {
    readonly name: string;
    readonly operands?: 1 | 2 | 3 | 'list';
    readonly tensors?: (args: readonly unknown[]) => readonly Tensor[];
  };
}
type AnyOp = ((...args: readonly unknown[]) => unknown) & Called;

const opNamed = (name: string): AnyOp | undefined =>
  (Object.values(opList) as unknown as AnyOp[]).find(({ definition }) => definition.name === name);

/**
 * What the updates that come before a loss left in the parameters. A step of two players updates one of them on the way to the other's
 * loss, and no gradient goes through that update: while a number is moved, it must leave what it leaves otherwise.
 */
export interface Held {
  readonly optimizer: string;
  readonly values: Float32Array;
}

/** The updates before the loss of `pass`, in their order. Like `lossNudged` it leaves the run wherever it was when the loss was known. */
export function updatesBefore(
  setup: TrainingSetup,
  batch: LoadedBatch,
  { pass }: Pick<NudgedCell, 'pass'>,
  others: readonly Substitute[],
): Held[] {
  const held: Held[] = [];
  let isKnown = false;
  const stop = listen(
    (event) => {
      if (isKnown) return;
      if (event.type === 'param.update')
        held.push({ optimizer: event.optimizer, values: Float32Array.from(event.parameter.read()) });
      else if (event.type === 'loss' && event.pass === pass) {
        isKnown = true;
        throw new Heard();
      }
    },
    { observes: [] },
  );
  try {
    scope(() => substituting(others, () => setup.step(batch)));
  } catch (error) {
    if (!isKnown) throw error;
  } finally {
    stop();
  }
  return held;
}

/** Updates that leave what was held. */
function holding(held: readonly Held[]): Substitute[] {
  let next = 0;
  const run = ({ parameter }: { readonly parameter: Tensor }): void => {
    const { values } = held[next++]!;
    parameter.copyFrom_(values);
  };
  return [...new Set(held.map(({ optimizer }) => optimizer))].map((optimizer) => ({
    name: `${optimizer}.update`,
    id: 'held',
    by: 'bug',
    run: run as Substitute['run'],
  }));
}

/**
 * The loss of one pass of a step with one number moved by `by`. `setup` must stand before the step; it is left wherever the step was when
 * the loss was known, and must be put back.
 *
 * Errors: the step has no such op or number.
 */
export function lossNudged(
  setup: TrainingSetup,
  batch: LoadedBatch,
  cell: NudgedCell,
  {
    by,
    others,
    held = [],
  }: { readonly by: number; readonly others: readonly Substitute[]; readonly held?: readonly Held[] },
): number {
  const { index, name } = cell.op;
  const ours = opNamed(name);
  if (ours === undefined) throw new ChalkgradError(`there is no op called '${name}'`, 'choose a cell of another op.');
  if (others.some((other) => other.name === name))
    throw new ChalkgradError(
      `the arithmetic of ${name} is not the framework's in this track`,
      'choose a cell of the op before it or after it.',
    );
  let heard = 0;
  let loss: number | null = null;
  let isNudged = false;
  const stop = listen(
    (event) => {
      if (event.type === 'op.fwd') heard++;
      else if (event.type === 'loss' && event.pass === cell.pass && loss === null) {
        loss = event.value;
        throw new Heard();
      }
    },
    { observes: [] },
  );
  const nudge: Substitute = {
    name,
    id: 'nudge',
    by: 'bug',
    run: (...args: never[]) => {
      if (isNudged || heard !== index) return ours(...args);
      isNudged = true;
      const moved = (x: Tensor): Tensor => unheard(() => x.to('float64').add(delta(x, cell.index, by)));
      if ('place' in cell.tensor) return ours(...withOperand(ours, args, cell.tensor.place, moved));
      return moved(ours(...args) as Tensor);
    },
  };
  try {
    const holders = holding(held);
    const kept = others.filter((other) => !holders.some((holder) => holder.name === other.name));
    scope(() => substituting([...kept, ...holders, nudge], () => setup.step(batch)));
  } catch (error) {
    // Within another's arithmetic the word that the loss is known comes wrapped.
    if (loss === null) throw error;
  } finally {
    stop();
  }
  if (loss === null || !isNudged)
    throw new ChalkgradError(`the step has no ${name} at place ${index}`, 'step once, and try again.');
  return loss;
}

class Heard extends Error {}

/** Zeros, and `by` in one cell. */
function delta({ shape, size }: Tensor, index: readonly number[], by: number): Tensor {
  const flat = index.reduce((at, i, axis) => at * shape[axis]! + i, 0);
  if (index.length !== shape.length || !(flat < size))
    throw new ChalkgradError(`there is no cell [${index.join(', ')}]`, `the shape is [${shape.join(', ')}].`);
  const values = new Float64Array(size);
  values[flat] = by;
  return tensor(values, { shape, dtype: 'float64' });
}

/** The call with one of its operands moved, as its trace counts them. */
function withOperand(
  { definition: { operands = 1, tensors } }: Called,
  args: readonly unknown[],
  place: number,
  moved: (x: Tensor) => Tensor,
): readonly unknown[] {
  const list = operands === 'list' ? (args[0] as readonly Tensor[]) : args.filter(isTensor);
  const operand = (tensors?.(args) ?? list)[place];
  if (operand === undefined)
    throw new ChalkgradError(`the op takes no tensor at place ${place}`, 'choose another cell.');
  // What stands beside it must not cut the result down to float32 again.
  const wide = (x: unknown): unknown => (isTensor(x) && x.dtype === 'float32' ? unheard(() => x.to('float64')) : x);
  if (operands === 'list') return [list.with(place, moved(operand)).map(wide), ...args.slice(1)];
  // Of x · x one of the two is moved: the place says which, where the order is the call's own.
  const at = tensors === undefined ? nthTensor(args, place) : args.indexOf(operand);
  return args.with(at, moved(operand)).map(wide);
}

const nthTensor = (args: readonly unknown[], place: number): number =>
  [...args.keys()].filter((at) => isTensor(args[at]))[place] ?? -1;

const isTensor = (arg: unknown): arg is Tensor => typeof arg === 'object' && arg !== null && 'storage' in arg;
