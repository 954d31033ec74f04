/**
 * A stretched axis takes up room
 *
 * You let an axis of size 1 count as wide as the output when you computed the strides of the axes before it. It adds no
 * cells: multiply by its size, 1.
 */

export function sourceOffset(index: number[], shape: number[]): number {
  const own = index.slice(index.length - shape.length);
  const counted = shape.map((size, axis) => (size === 1 ? own[axis]! + 1 : size));
  return shape.reduce((offset, size, axis) => offset * counted[axis]! + (size === 1 ? 0 : own[axis]!), 0);
}
