/**
 * At 10⁸ nothing is left
 *
 * The mean of the squares less the square of the mean: two numbers of sixteen digits each, and the difference lies behind the last. Subtract the mean before you square.
 */

interface Part {
  n: number;
  mean: number;
  var: number;
}

export function pooled(parts: Part[]): { mean: number; var: number } {
  const all = parts.reduce((sum, { n }) => sum + n, 0);
  const mean = parts.reduce((sum, part) => sum + (part.n / all) * part.mean, 0);
  const squares = parts.reduce((sum, part) => sum + (part.n / all) * (part.var + part.mean ** 2), 0);
  return { mean, var: squares - mean ** 2 };
}
