/**
 * The distance of two numbers, as a share of the larger one.
 *
 * Source: Karpathy et al., CS231n notes, "Gradient checks".
 */
export function relativeError(a: number, b: number): number {
  if (a === b) return 0;
  return Math.abs(a - b) / Math.max(Math.abs(a), Math.abs(b));
}
