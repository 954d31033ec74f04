/**
 * Sizes in the place of strides
 *
 * A size is not a jump: it says how many steps there are, not how long one is.
 */

export function offsetOf(index: number[], shape: number[], strides: number[], offset: number): number {
  const wrapped = index.map((i, axis) => (i < 0 ? i + shape[axis]! : i));
  return wrapped.reduce((place, i, axis) => place + i * shape[axis]!, offset + 0 * strides.length);
}
