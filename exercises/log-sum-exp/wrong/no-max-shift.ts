/**
 * Without the shift
 *
 * e to the 1000 is Infinity, and e to the −1000 is 0, whose logarithm is −Infinity. Take the largest number of the
 * row out of the sum first.
 */

export function logSumExp(x: number[][]): number[] {
  return x.map((row) => Math.log(row.reduce((sum, value) => sum + Math.exp(value), 0)));
}
