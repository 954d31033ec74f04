/**
 * Divided by N − 1
 *
 * Right as an estimate for numbers that were not seen; batch norm divides by N while it trains.
 *
 * @convention
 */

interface Part {
  n: number;
  mean: number;
  var: number;
}

export function pooled(parts: Part[]): { mean: number; var: number } {
  const all = parts.reduce((sum, { n }) => sum + n, 0);
  const mean = parts.reduce((sum, part) => sum + (part.n / all) * part.mean, 0);
  const sum = parts.reduce((total, part) => total + part.n * (part.var + (part.mean - mean) ** 2), 0);
  return { mean, var: sum / (all - 1) };
}
