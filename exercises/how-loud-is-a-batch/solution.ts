/**
 * The root of the mean squared distance between the gradient of a random batch and that of all m examples. gradients: [m, D]
 *
 * Source: Cochran, "Sampling Techniques" (1977), theorem 2.2: the variance of a mean drawn without replacement.
 */
export function batchNoise(gradients: number[][], batchSize: number): number {
  const m = gradients.length;
  const mean = gradients[0]!.map((_, d) => gradients.reduce((sum, row) => sum + row[d]!, 0) / m); // [D]
  const squares = gradients.map((row) => row.reduce((sum, value, d) => sum + (value - mean[d]!) ** 2, 0)); // [m]
  const variance = squares.reduce((sum, square) => sum + square, 0) / m;
  return Math.sqrt(((variance / batchSize) * (m - batchSize)) / (m - 1));
}
