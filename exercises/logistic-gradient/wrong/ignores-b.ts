/**
 * z is missing its bias
 *
 * The chances come from w · x alone, so every ŷ is off. The score is w · x + b.
 */

const scoreOf = (row: readonly number[], w: readonly number[], b: number): number =>
  row.reduce((sum, value, k) => sum + w[k]! * value, b);
const sigmoid = (z: number): number => 1 / (1 + Math.exp(-z));

export function logisticGradient(x: number[][], y: number[], w: number[], _b: number): number[] {
  const errors = x.map((row, i) => sigmoid(scoreOf(row, w, 0)) - y[i]!);
  const mean = (factor: (i: number) => number): number =>
    errors.reduce((sum, error, i) => sum + error * factor(i), 0) / x.length;
  return [...w.map((_, k) => mean((i) => x[i]![k]!)), mean(() => 1)];
}
