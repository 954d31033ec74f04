/** Kernels that treat each row (the last axis) as a whole take their views row by row, as plain numbers. */
import { sizeOf } from '../../tensor/shape.ts';
import type { Strided } from '../Kernels.ts';
import { copy } from './copy.ts';

/** A view's elements in row-major order, in double precision, and the length of a row. */
export function rowsOf(x: Strided): { values: Float64Array<ArrayBuffer>; n: number } {
  const values = new Float64Array(sizeOf(x.shape));
  copy(x, values);
  return { values, n: x.shape.at(-1) ?? 1 };
}
