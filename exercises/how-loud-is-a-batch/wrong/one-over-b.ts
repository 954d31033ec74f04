/**
 * Falls with B
 *
 * Noise falls as √B: you took the batch size out of the root.
 */

export function batchNoise(gradients: number[][], batchSize: number): number {
  const m = gradients.length;
  const mean = gradients[0]!.map((_, d) => gradients.reduce((sum, row) => sum + row[d]!, 0) / m); // [D]
  const squares = gradients.map((row) => row.reduce((sum, value, d) => sum + (value - mean[d]!) ** 2, 0)); // [m]
  const variance = squares.reduce((sum, square) => sum + square, 0) / m;
  return Math.sqrt((variance * (m - batchSize)) / (m - 1)) / batchSize;
}
