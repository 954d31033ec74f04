/**
 * Added, not averaged
 *
 * You added the parts’ variances up. Each counts by its share n / N.
 */

interface Part {
  n: number;
  mean: number;
  var: number;
}

export function pooled(parts: Part[]): { mean: number; var: number } {
  const all = parts.reduce((sum, { n }) => sum + n, 0);
  const mean = parts.reduce((sum, part) => sum + (part.n / all) * part.mean, 0);
  const variance = parts.reduce((sum, part) => sum + part.var + (part.n / all) * (part.mean - mean) ** 2, 0);
  return { mean, var: variance };
}
