/** For each row the logarithm of the sum of its exponentials. */
export function logSumExp(x: number[][]): number[] {
  return x.map((row) => {
    // ln Σ e^x = c + ln Σ e^(x − c) for any c; the largest entry leaves no power above 1 and one that is 1.
    const largest = Math.max(...row);
    const total = row.reduce((sum, value) => sum + Math.exp(value - largest), 0);
    return largest + Math.log(total);
  });
}
