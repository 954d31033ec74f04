/**
 * Divided by the first
 *
 * Swapping a and b must change nothing, and 0 may come first. Divide by the larger of the two sizes.
 */

export function relativeError(a: number, b: number): number {
  if (a === b) return 0;
  return Math.abs(a - b) / Math.abs(a);
}
