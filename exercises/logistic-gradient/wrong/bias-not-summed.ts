/**
 * The bias hears from every row
 *
 * Its slope here is the last row's error over m. Every row's score contains the bias: sum over all of them.
 *
 * @moment t=plane-regression.7~plane-regression.7!bias-not-summed&step=20
 */

const scoreOf = (row: readonly number[], w: readonly number[], b: number): number =>
  row.reduce((sum, value, k) => sum + w[k]! * value, b);
const sigmoid = (z: number): number => 1 / (1 + Math.exp(-z));

export function logisticGradient(x: number[][], y: number[], w: number[], b: number): number[] {
  const errors = x.map((row, i) => sigmoid(scoreOf(row, w, b)) - y[i]!);
  const mean = (factor: (i: number) => number): number =>
    errors.reduce((sum, error, i) => sum + error * factor(i), 0) / x.length;
  return [...w.map((_, k) => mean((i) => x[i]![k]!)), errors.at(-1)! / x.length];
}
