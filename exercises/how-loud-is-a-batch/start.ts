/** The root of the mean squared distance between the gradient of a random batch and that of all m examples. gradients: [m, D] */
export function batchNoise(gradients: number[][], batchSize: number): number {
  // your turn: the mean gradient, the spread about it, the factor.
  return 0;
}
