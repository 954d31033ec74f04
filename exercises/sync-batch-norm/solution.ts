interface Part {
  n: number;
  mean: number;
  var: number;
}

/**
 * Mean and biased variance of all numbers, from those of their parts.
 *
 * Source: Chan, Golub & LeVeque, "Updating formulae and a pairwise algorithm for computing sample variances" (1979), for any number of parts.
 */
export function pooled(parts: Part[]): { mean: number; var: number } {
  const all = parts.reduce((sum, { n }) => sum + n, 0);
  const mean = parts.reduce((sum, part) => sum + (part.n / all) * part.mean, 0);
  const variance = parts.reduce((sum, part) => sum + (part.n / all) * (part.var + (part.mean - mean) ** 2), 0);
  return { mean, var: variance };
}
