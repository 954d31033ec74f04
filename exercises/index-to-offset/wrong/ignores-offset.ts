/**
 * The offset is missing
 *
 * A slice does not begin at 0: begin to walk at the offset.
 */

export function offsetOf(index: number[], shape: number[], strides: number[], offset: number): number {
  const wrapped = index.map((i, axis) => (i < 0 ? i + shape[axis]! : i));
  return wrapped.reduce((place, i, axis) => place + i * strides[axis]!, 0 * offset);
}
