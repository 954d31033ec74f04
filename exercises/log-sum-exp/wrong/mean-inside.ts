/**
 * The mean of the exponentials
 *
 * You divided by K before the logarithm, so every answer is too small by ln K. It is a sum.
 */

export function logSumExp(x: number[][]): number[] {
  return x.map((row) => {
    const largest = Math.max(...row);
    const total = row.reduce((sum, value) => sum + Math.exp(value - largest), 0);
    return largest + Math.log(total / row.length);
  });
}
