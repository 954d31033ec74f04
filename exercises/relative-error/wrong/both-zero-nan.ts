/**
 * 0 and 0 disagree
 *
 * 0 / 0 is no number. Two zeros agree: say so before you divide.
 */

export function relativeError(a: number, b: number): number {
  return Math.abs(a - b) / Math.max(Math.abs(a), Math.abs(b));
}
