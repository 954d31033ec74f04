/**
 * The sum, not the mean
 *
 * A longer list is not more wrong: divide by how many examples there are.
 *
 * @moment t=line-regression.7~line-regression.7!sum-not-mean&step=20
 */

export function meanSquaredError(predictions: number[], targets: number[]): number {
  const squares = predictions.map((prediction, i) => (prediction - targets[i]!) ** 2);
  return squares.reduce((sum, square) => sum + square, 0);
}
