/**
 * Right on paper
 *
 * E[xy] − E[x]E[y] subtracts two huge numbers that agree in nearly every digit: near a hundred million the digits are gone. Subtract the means first, then multiply.
 */

export function bestLine(x: number[], y: number[]): number[] {
  const together = mean(x.map((value, i) => value * y[i]!)) - mean(x) * mean(y);
  const spread = mean(x.map((value) => value * value)) - mean(x) ** 2;
  const slope = spread === 0 ? 0 : together / spread;
  return [mean(y) - slope * mean(x), slope];
}

const mean = (values: number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
