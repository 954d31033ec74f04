/**
 * The mean first, then the square
 *
 * +1 and −1 cancelled before they were squared. Square each residual, then take the mean.
 */

export function meanSquaredError(predictions: number[], targets: number[]): number {
  const squares = predictions.map((prediction, i) => prediction - targets[i]!);
  return (squares.reduce((sum, square) => sum + square, 0) / squares.length) ** 2;
}
