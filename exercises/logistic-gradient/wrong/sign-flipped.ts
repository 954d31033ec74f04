/**
 * Truth minus prediction
 *
 * This is the direction of the step. The gradient points to where the loss grows: prediction minus truth. The optimizer goes against it.
 */

const scoreOf = (row: readonly number[], w: readonly number[], b: number): number =>
  row.reduce((sum, value, k) => sum + w[k]! * value, b);
const sigmoid = (z: number): number => 1 / (1 + Math.exp(-z));

export function logisticGradient(x: number[][], y: number[], w: number[], b: number): number[] {
  const errors = x.map((row, i) => y[i]! - sigmoid(scoreOf(row, w, b)));
  const mean = (factor: (i: number) => number): number =>
    errors.reduce((sum, error, i) => sum + error * factor(i), 0) / x.length;
  return [...w.map((_, k) => mean((i) => x[i]![k]!)), mean(() => 1)];
}
