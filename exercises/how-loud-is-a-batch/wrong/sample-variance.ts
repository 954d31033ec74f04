/**
 * σ² with m − 1
 *
 * You divided the squared distances by m − 1, as for an estimate from a sample. Here the m examples are all there
 * are: σ² divides by m.
 *
 * @convention
 */

export function batchNoise(gradients: number[][], batchSize: number): number {
  const m = gradients.length;
  const mean = gradients[0]!.map((_, d) => gradients.reduce((sum, row) => sum + row[d]!, 0) / m); // [D]
  const squares = gradients.map((row) => row.reduce((sum, value, d) => sum + (value - mean[d]!) ** 2, 0)); // [m]
  const variance = squares.reduce((sum, square) => sum + square, 0) / (m - 1);
  return Math.sqrt(((variance / batchSize) * (m - batchSize)) / (m - 1));
}
