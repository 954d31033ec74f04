/**
 * For each row the logarithm of the sum of its exponentials.
 *
 * x: m rows of K numbers. Returns m numbers.
 */
export function logSumExp(x: number[][]): number[] {
  // your turn: one number for each row.
  return x.map(() => 0); // [m], all zeros so far
}
