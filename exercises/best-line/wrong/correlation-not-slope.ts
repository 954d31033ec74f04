/**
 * The correlation, not the slope
 *
 * Divided by both spreads the number has no units left: it says how well a line fits, not how steep it is.
 */

export function bestLine(x: number[], y: number[]): number[] {
  const [meanX, meanY] = [mean(x), mean(y)];
  const together = mean(x.map((value, i) => (value - meanX) * (y[i]! - meanY)));
  const spread = mean(x.map((value) => (value - meanX) ** 2));
  const spreadOfY = mean(y.map((value) => (value - meanY) ** 2));
  const slope = spread === 0 || spreadOfY === 0 ? 0 : together / Math.sqrt(spread * spreadOfY);
  return [meanY - slope * meanX, slope];
}

const mean = (values: number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
