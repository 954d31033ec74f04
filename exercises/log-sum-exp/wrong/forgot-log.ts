/**
 * The logarithm is missing
 *
 * These are the sums of the exponentials, which is why they grow so. Take their logarithm.
 */

export function logSumExp(x: number[][]): number[] {
  return x.map((row) => row.reduce((sum, value) => sum + Math.exp(value), 0));
}
