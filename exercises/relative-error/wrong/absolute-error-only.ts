/**
 * The absolute error
 *
 * 1e-9 against 2e-9 is half wrong, and looks tiny here. Divide by the size of the numbers.
 */

export function relativeError(a: number, b: number): number {
  if (a === b) return 0;
  return Math.abs(a - b);
}
