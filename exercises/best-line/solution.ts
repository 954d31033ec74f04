/**
 * The line with the smallest mean squared error: slope = covariance / variance of x, through the two means. Centred first, so that large x
 * cancel before they are multiplied.
 *
 * Source: Chan, Golub, LeVeque, "Algorithms for computing the sample variance" (1983), the two-pass algorithm.
 */
export function bestLine(x: number[], y: number[]): number[] {
  const [meanX, meanY] = [mean(x), mean(y)];
  let [together, spread] = [0, 0];
  for (const [i, value] of x.entries()) {
    together += (value - meanX) * (y[i]! - meanY);
    spread += (value - meanX) ** 2;
  }
  const slope = spread === 0 ? 0 : together / spread;
  return [meanY - slope * meanX, slope];
}

const mean = (values: number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
