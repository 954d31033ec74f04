/**
 * Every step is one cell
 *
 * You added the indices up. A step to the right is one cell, a step down is a whole row: they are not equally long.
 */

export function sourceOffset(index: number[], shape: number[]): number {
  const own = index.slice(index.length - shape.length);
  return shape.reduce((offset, size, axis) => offset + (size === 1 ? 0 : own[axis]!), 0);
}
