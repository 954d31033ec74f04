/**
 * Shards that differ have more variance than each
 *
 * You averaged the variances. Add how far the shards’ means lie from the mean of all, squared.
 */

interface Part {
  n: number;
  mean: number;
  var: number;
}

export function pooled(parts: Part[]): { mean: number; var: number } {
  const all = parts.reduce((sum, { n }) => sum + n, 0);
  const mean = parts.reduce((sum, part) => sum + (part.n / all) * part.mean, 0);
  return { mean, var: parts.reduce((sum, part) => sum + (part.n / all) * part.var, 0) };
}
