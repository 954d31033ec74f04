/**
 * One too far from the end
 *
 * −1 is the last element, not the one before it: n − 1 is index −1, so add n, not n − 1.
 */

export function offsetOf(index: number[], shape: number[], strides: number[], offset: number): number {
  const wrapped = index.map((i, axis) => (i < 0 ? shape[axis]! - 1 + i : i));
  return wrapped.reduce((place, i, axis) => place + i * strides[axis]!, offset);
}
