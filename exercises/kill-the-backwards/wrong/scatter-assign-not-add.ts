/**
 * A row that was taken twice got through
 *
 * f takes entry 1 twice. Its gradient is the sum of both; this rule keeps the last one only. Nudging entry 1 shows
 * it.
 */

const taken = [1, 0, 1, 2];
export const n = 3;
export const f = (x: number[]): number[] => taken.map((i) => x[i]! ** 2);
export function backward(x: number[], upstream: number[]): number[] {
  const gradient = x.map(() => 0);
  for (const [k, i] of taken.entries()) gradient[i] = 2 * x[i]! * upstream[k]!;
  return gradient;
}
