/**
 * Divided by the sum of the sizes
 *
 * Right up to the denominator that was agreed: here it is the larger of the two.
 *
 * @convention
 */

export function relativeError(a: number, b: number): number {
  if (a === b) return 0;
  return Math.abs(a - b) / (Math.abs(a) + Math.abs(b));
}
