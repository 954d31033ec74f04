/**
 * The square of the noise
 *
 * This is the mean squared distance. The root of it has the unit of a gradient.
 */

export function batchNoise(gradients: number[][], batchSize: number): number {
  const m = gradients.length;
  const mean = gradients[0]!.map((_, d) => gradients.reduce((sum, row) => sum + row[d]!, 0) / m); // [D]
  const squares = gradients.map((row) => row.reduce((sum, value, d) => sum + (value - mean[d]!) ** 2, 0)); // [m]
  const variance = squares.reduce((sum, square) => sum + square, 0) / m;
  return ((variance / batchSize) * (m - batchSize)) / (m - 1);
}
