/**
 * Lined up on the left
 *
 * The operand has no leading axis: it is the first indices that it does not know. Drop those, not the last ones.
 */

export function sourceOffset(index: number[], shape: number[]): number {
  return shape.reduce((offset, size, axis) => offset * size + (size === 1 ? 0 : index[axis]!), 0);
}
