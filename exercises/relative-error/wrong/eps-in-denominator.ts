/**
 * A small number in the denominator
 *
 * With 1e-8 added below, tiny gradients always look right.
 */

export function relativeError(a: number, b: number): number {
  if (a === b) return 0;
  return Math.abs(a - b) / (Math.max(Math.abs(a), Math.abs(b)) + 1e-8);
}
