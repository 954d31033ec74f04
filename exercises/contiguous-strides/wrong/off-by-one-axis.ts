/**
 * Each stride counts its own axis
 *
 * A step along the last axis must be 1: multiply by the sizes behind an axis, not by its own.
 */

export function contiguousStrides(shape: number[]): number[] {
  return shape.map((_, axis) => shape.slice(axis).reduce((step, n) => step * n, 1));
}
