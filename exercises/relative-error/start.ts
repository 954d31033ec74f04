/** The distance of two numbers, as a share of the larger one. */
export function relativeError(a: number, b: number): number {
  // your turn: for their size.
  return Math.abs(a - b);
}
