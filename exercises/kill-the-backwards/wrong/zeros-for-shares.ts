/**
 * A rule that returns zeros got through
 *
 * Shares always add up to 1, so with an upstream of ones their true gradient is 0, and a rule that does nothing looks
 * right. Draw the upstream at random.
 */

export const n = 4;
export function f(x: number[]): number[] {
  const exps = x.map(Math.exp);
  const sum = exps.reduce((a, b) => a + b, 0);
  return exps.map((value) => value / sum);
}
export const backward = (x: number[]): number[] => x.map(() => 0);
