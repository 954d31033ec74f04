/**
 * Wrong for negative inputs got through
 *
 * The rule of |x| − x²/4 forgets the sign of x. Draw inputs on both sides of 0.
 */

export const n = 3;
export const f = (x: number[]): number[] => x.map((value) => Math.abs(value) - value ** 2 / 4);
export const backward = (x: number[], upstream: number[]): number[] =>
  x.map((value, i) => (1 - Math.abs(value) / 2) * upstream[i]!);
