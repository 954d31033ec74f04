/**
 * Twice too large, and tiny, got through
 *
 * The slopes are near 1e-6 and off by a factor of 2. An absolute tolerance cannot see that: divide by the larger of
 * the two numbers.
 */

export const n = 3;
export const f = (x: number[]): number[] => x.map((value) => 1e-6 * value ** 3);
export const backward = (x: number[], upstream: number[]): number[] =>
  x.map((value, i) => 6e-6 * value * value * upstream[i]!);
