/** A rule that points are made by: a line, and a little noise. */

export interface Seed {
  readonly x: readonly number[];
  /** From a normal distribution of spread 1. */
  readonly z: readonly number[];
}

/** What the rule is made with where nobody turned it: that of the run. */
export const TRUTH = { bias: -1, weight: 2, noise: 0.3 } as const;

export interface Rule {
  readonly bias: number;
  readonly weight: number;
  readonly noise: number;
}

/** θ₀ + θ₁x + noise · z, point by point. */
export const heights = ({ x, z }: Seed, { bias, weight, noise }: Rule): readonly number[] =>
  x.map((value, i) => bias + weight * value + noise * z[i]!);
