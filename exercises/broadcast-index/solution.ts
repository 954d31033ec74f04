/**
 * Where an operand of this shape, its cells in row-major order, is read for the output cell at index.
 *
 * Source: NumPy's user guide, "Broadcasting": missing axes stand in front, and along an axis of size 1 there is one place.
 */
export function sourceOffset(index: number[], shape: number[]): number {
  const own = index.slice(index.length - shape.length); // the operand has only the last axes
  return shape.reduce((offset, size, axis) => offset * size + (size === 1 ? 0 : own[axis]!), 0);
}
