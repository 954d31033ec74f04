/** The part of a dense tensor that an op is about to write: a slice without history. Bounds must already be right. */
import { Tensor } from '../../tensor/Tensor.ts';

/** Entries start, start + step, … (`count` of them) along one axis, sharing memory with `x`. */
export const windowInto = (x: Tensor, axis: number, start: number, count: number, step = 1): Tensor =>
  new Tensor(
    x.storage,
    x.shape.with(axis, count),
    x.strides.with(axis, x.strides[axis]! * step),
    x.offset + start * x.strides[axis]!,
  );

/** One entry along an axis, which vanishes, sharing memory with `x`. */
export const entryInto = (x: Tensor, axis: number, place: number): Tensor =>
  new Tensor(x.storage, x.shape.toSpliced(axis, 1), x.strides.toSpliced(axis, 1), x.offset + place * x.strides[axis]!);
