/**
 * Only the last example counts
 *
 * The total is overwritten in every turn: add to it.
 */

export function meanSquaredError(predictions: number[], targets: number[]): number {
  const squares = predictions.map((prediction, i) => (prediction - targets[i]!) ** 2);
  return squares.reduce((_, square) => square, 0);
}
