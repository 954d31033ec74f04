/**
 * The first axis moves fastest
 *
 * You counted as Fortran does. Row-major was agreed: the last axis has neighbours side by side.
 */

export function sourceOffset(index: number[], shape: number[]): number {
  const own = index.slice(index.length - shape.length);
  return shape.reduceRight((offset, size, axis) => offset * size + (size === 1 ? 0 : own[axis]!), 0);
}
