/**
 * The other way round
 *
 * The first axis moves fastest here. Row-major is the other way: the last stride is 1.
 */

export function contiguousStrides(shape: number[]): number[] {
  return shape.map((_, axis) => shape.slice(0, axis).reduce((step, n) => step * n, 1));
}
