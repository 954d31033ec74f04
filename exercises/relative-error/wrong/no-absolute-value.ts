/**
 * With a sign
 *
 * An error is never negative: take the absolute value of the difference.
 */

export function relativeError(a: number, b: number): number {
  if (a === b) return 0;
  return (a - b) / Math.max(Math.abs(a), Math.abs(b));
}
