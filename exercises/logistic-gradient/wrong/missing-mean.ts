/**
 * Missing 1/m
 *
 * Your gradient belongs to the sum of the prices. The loss here is their mean over the m rows: divide by m.
 *
 * @moment t=clouds-logistic.7~clouds-logistic.7!missing-mean&step=5
 */

const scoreOf = (row: readonly number[], w: readonly number[], b: number): number =>
  row.reduce((sum, value, k) => sum + w[k]! * value, b);
const sigmoid = (z: number): number => 1 / (1 + Math.exp(-z));

export function logisticGradient(x: number[][], y: number[], w: number[], b: number): number[] {
  const errors = x.map((row, i) => sigmoid(scoreOf(row, w, b)) - y[i]!);
  const total = (factor: (i: number) => number): number => errors.reduce((sum, error, i) => sum + error * factor(i), 0);
  return [...w.map((_, k) => total((i) => x[i]![k]!)), total(() => 1)];
}
