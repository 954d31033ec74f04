/**
 * Axes swapped
 *
 * Covariance over the variance of y predicts x from y: it makes the misses small along the other axis. Divide by the spread of x.
 */

export function bestLine(x: number[], y: number[]): number[] {
  const [meanX, meanY] = [mean(x), mean(y)];
  const together = mean(x.map((value, i) => (value - meanX) * (y[i]! - meanY)));
  const spread = mean(x.map((value) => (value - meanX) ** 2));
  const spreadOfY = mean(y.map((value) => (value - meanY) ** 2));
  const slope = spread === 0 || spreadOfY === 0 ? 0 : together / spreadOfY;
  return [meanY - slope * meanX, slope];
}

const mean = (values: number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
