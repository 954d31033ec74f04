/**
 * The coordinates were averaged
 *
 * A squared distance adds up its coordinates. You divided by how many there are.
 */

export function batchNoise(gradients: number[][], batchSize: number): number {
  const m = gradients.length;
  const mean = gradients[0]!.map((_, d) => gradients.reduce((sum, row) => sum + row[d]!, 0) / m); // [D]
  const squares = gradients.map((row) => row.reduce((sum, value, d) => sum + (value - mean[d]!) ** 2, 0)); // [m]
  const variance = squares.reduce((sum, square) => sum + square, 0) / m / mean.length;
  return Math.sqrt(((variance / batchSize) * (m - batchSize)) / (m - 1));
}
