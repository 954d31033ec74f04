/**
 * With ½
 *
 * Right up to ½, which other books put there to spare the 2 of the derivative. Here there is none.
 *
 * @convention
 */

export function meanSquaredError(predictions: number[], targets: number[]): number {
  const squares = predictions.map((prediction, i) => (prediction - targets[i]!) ** 2);
  return squares.reduce((sum, square) => sum + square, 0) / squares.length / 2;
}
