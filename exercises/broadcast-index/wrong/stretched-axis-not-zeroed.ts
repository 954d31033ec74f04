/**
 * A stretched axis still walks
 *
 * Along an axis of size 1 the only place is 0. You went as many steps along it as the output did.
 */

export function sourceOffset(index: number[], shape: number[]): number {
  const own = index.slice(index.length - shape.length);
  return shape.reduce((offset, size, axis) => offset * size + own[axis]!, 0);
}
