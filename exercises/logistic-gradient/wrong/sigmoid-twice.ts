/**
 * Squeezed twice
 *
 * ŷ went through σ already. A second time, no chance is below one half, and every no keeps an error.
 *
 * @moment t=clouds-logistic.7~clouds-logistic.7!sigmoid-twice&step=40
 */

const scoreOf = (row: readonly number[], w: readonly number[], b: number): number =>
  row.reduce((sum, value, k) => sum + w[k]! * value, b);
const sigmoid = (z: number): number => 1 / (1 + Math.exp(-z));

export function logisticGradient(x: number[][], y: number[], w: number[], b: number): number[] {
  const errors = x.map((row, i) => sigmoid(sigmoid(scoreOf(row, w, b))) - y[i]!);
  const mean = (factor: (i: number) => number): number =>
    errors.reduce((sum, error, i) => sum + error * factor(i), 0) / x.length;
  return [...w.map((_, k) => mean((i) => x[i]![k]!)), mean(() => 1)];
}
