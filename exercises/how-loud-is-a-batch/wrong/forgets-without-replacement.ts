/**
 * As if examples could be drawn twice
 *
 * At B = m nothing is left to chance, and your noise is not 0. A batch takes no example twice: multiply by (m − B) /
 * (m − 1).
 */

export function batchNoise(gradients: number[][], batchSize: number): number {
  const m = gradients.length;
  const mean = gradients[0]!.map((_, d) => gradients.reduce((sum, row) => sum + row[d]!, 0) / m); // [D]
  const squares = gradients.map((row) => row.reduce((sum, value, d) => sum + (value - mean[d]!) ** 2, 0)); // [m]
  const variance = squares.reduce((sum, square) => sum + square, 0) / m;
  return Math.sqrt(variance / batchSize);
}
