/** The mean squared error of some predictions. */
export function meanSquaredError(predictions: number[], targets: number[]): number {
  const squares = predictions.map((prediction, i) => (prediction - targets[i]!) ** 2);
  return squares.reduce((sum, square) => sum + square, 0) / squares.length;
}
