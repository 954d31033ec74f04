/**
 * Divided by n − 1
 *
 * That is for a variance estimated from a sample. Here one example gives Infinity, or NaN: divide by n.
 */

export function meanSquaredError(predictions: number[], targets: number[]): number {
  const squares = predictions.map((prediction, i) => (prediction - targets[i]!) ** 2);
  return squares.reduce((sum, square) => sum + square, 0) / (squares.length - 1);
}
