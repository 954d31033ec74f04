/**
 * Moved down, and never back up
 *
 * You took the largest number out of the sum and left it out of the answer. Add it in the end.
 */

export function logSumExp(x: number[][]): number[] {
  return x.map((row) => {
    const largest = Math.max(...row);
    return Math.log(row.reduce((sum, value) => sum + Math.exp(value - largest), 0));
  });
}
