/** What reductions share: which axes go, what shape stays, and how the kernel is called (reduced axes moved to the end). */
import { kernels } from '../../kernels/backend.ts';
import type { ReduceName } from '../../kernels/Kernels.ts';
import type { DType } from '../../tensor/dtype.ts';
import { ChalkgradError, shapeText } from '../../tensor/errors.ts';
import { normalizeAxes, type Shape } from '../../tensor/shape.ts';
import { emptyTensor, Tensor } from '../../tensor/Tensor.ts';

/** One axis, several, or (undefined) all. */
export type Axes = number | readonly number[];

export interface ReduceOptions {
  /** Leave reduced axes in place with size 1. Default false. */
  readonly keepdim?: boolean;
}

/** Shape after a reduction with keepdim: reduced axes have size 1. */
export function keptShape(shape: Shape, axes: Axes | undefined, op: string): number[] {
  const gone = normalizeAxes(axes, shape.length, op);
  return shape.map((n, axis) => (gone.includes(axis) ? 1 : n));
}

/** How many numbers fold into one. */
export function foldedCount(shape: Shape, axes: Axes | undefined, op: string): number {
  return normalizeAxes(axes, shape.length, op).reduce((count, axis) => count * shape[axis]!, 1);
}

/** Sums and products of whole numbers and truth values are whole numbers. */
export const countDtype = (dtype: DType): DType => (dtype === 'bool' ? 'int32' : dtype);

/** The view with reduced axes at the end, and how many axes stay in front. */
export function reducedLast(x: Tensor, axes: Axes | undefined, op: string): { view: Tensor; kept: number } {
  const { rank } = x;
  const gone = normalizeAxes(axes, rank, op);
  const kept = rank - gone.length;
  if (gone.length === 0 || gone[0] === kept) return { view: x, kept }; // they stand at the end already
  const order: number[] = [];
  for (let axis = 0; axis < rank; axis++) if (!gone.includes(axis)) order.push(axis);
  order.push(...gone);
  const view = new Tensor(
    x.storage,
    order.map((a) => x.shape[a]!),
    order.map((a) => x.strides[a]!),
    x.offset,
  );
  return { view, kept };
}

export function reduceInto(
  name: ReduceName,
  x: Tensor,
  axes: Axes | undefined,
  options: ReduceOptions = {},
  dtype: DType = x.dtype,
): Tensor {
  const { view, kept } = reducedLast(x, axes, name);
  if ((name === 'max' || name === 'min') && foldedCount(x.shape, axes, name) === 0) {
    throw new ChalkgradError(
      `${name}: nothing to choose from: axes of ${shapeText(x.shape)} being reduced are empty`,
      'reduce only axes that have at least one element.',
    );
  }
  const shape = options.keepdim === true ? keptShape(x.shape, axes, name) : view.shape.slice(0, kept);
  const out = emptyTensor(shape, dtype);
  kernels().reduce(name, view, kept, out.memory);
  return out;
}
