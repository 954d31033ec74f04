/**
 * The gradient of a squared error
 *
 * 2(ŷ − y)·ŷ(1 − ŷ) belongs to the squared distance of chance and label. With the logarithm the factor ŷ(1 − ŷ) cancels.
 *
 * @moment t=clouds-logistic.7~clouds-logistic.7!mse-for-classification&step=40
 */

const scoreOf = (row: readonly number[], w: readonly number[], b: number): number =>
  row.reduce((sum, value, k) => sum + w[k]! * value, b);
const sigmoid = (z: number): number => 1 / (1 + Math.exp(-z));

export function logisticGradient(x: number[][], y: number[], w: number[], b: number): number[] {
  const errors = x.map((row, i) => {
    const p = sigmoid(scoreOf(row, w, b));
    return 2 * (p - y[i]!) * p * (1 - p);
  });
  const mean = (factor: (i: number) => number): number =>
    errors.reduce((sum, error, i) => sum + error * factor(i), 0) / x.length;
  return [...w.map((_, k) => mean((i) => x[i]![k]!)), mean(() => 1)];
}
