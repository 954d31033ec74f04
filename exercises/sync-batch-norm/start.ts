interface Part {
  n: number;
  mean: number;
  var: number;
}

/**
 * Mean and biased variance of all numbers, from those of their parts.
 *
 * parts: how many numbers each has, their mean, their biased variance
 */
export function pooled(parts: Part[]): { mean: number; var: number } {
  // your turn: the mean, then what lies inside the parts and between them.
  return { mean: parts.length, var: 0 };
}
