/**
 * The bias has the wrong sign in it
 *
 * The slope is right, and the line misses its own centre: at the mean of x it must be at the mean of y. Subtract slope times mean.
 */

export function bestLine(x: number[], y: number[]): number[] {
  const [meanX, meanY] = [mean(x), mean(y)];
  const together = mean(x.map((value, i) => (value - meanX) * (y[i]! - meanY)));
  const spread = mean(x.map((value) => (value - meanX) ** 2));
  const slope = spread === 0 ? 0 : together / spread;
  return [meanY + slope * meanX, slope];
}

const mean = (values: number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
