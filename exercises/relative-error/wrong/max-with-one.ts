/**
 * Never below 1
 *
 * Below 1 your error is absolute, as in the framework’s own gradcheck. Here it is relative everywhere.
 *
 * @convention
 */

export function relativeError(a: number, b: number): number {
  if (a === b) return 0;
  return Math.abs(a - b) / Math.max(1, Math.abs(a), Math.abs(b));
}
