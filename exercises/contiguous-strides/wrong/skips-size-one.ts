/**
 * A stride of 0 where the size is 1
 *
 * That is a stride of broadcasting, where a number is read again and again. A row-major stride does not ask for
 * its own size.
 */

export function contiguousStrides(shape: number[]): number[] {
  return shape.map((n, axis) => (n === 1 ? 0 : shape.slice(axis + 1).reduce((step, m) => step * m, 1)));
}
