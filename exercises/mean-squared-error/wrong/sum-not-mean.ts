/**
 * The sum, not the mean
 *
 * A longer list is not more wrong: divide by how many examples there are.
 */

export function meanSquaredError(predictions: number[], targets: number[]): number {
  const squares = predictions.map((prediction, i) => (prediction - targets[i]!) ** 2);
  return squares.reduce((sum, square) => sum + square, 0);
}
