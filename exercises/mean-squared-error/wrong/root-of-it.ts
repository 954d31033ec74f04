/**
 * The root of it
 *
 * This is the root mean squared error, RMSE. The mean squared error has no root.
 */

export function meanSquaredError(predictions: number[], targets: number[]): number {
  const squares = predictions.map((prediction, i) => (prediction - targets[i]!) ** 2);
  return Math.sqrt(squares.reduce((sum, square) => sum + square, 0) / squares.length);
}
