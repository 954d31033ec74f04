/**
 * Only the first entry was checked
 *
 * Entry 0 was right, entry 3 was not. Nudge them all.
 */

export function gradCheck(
  f: (x: number[]) => number[],
  backward: (x: number[], upstream: number[]) => number[],
  x: number[],
  upstream: number[],
  h: number,
): number[] {
  const gradient = backward([...x], [...upstream]);
  const total = (at: number[]): number => f(at).reduce((sum, value, k) => sum + upstream[k]! * value, 0);
  let worst = 0;
  let place = 0;
  for (let i = 0; i < 1; i++) {
    const nudged = (by: number): number[] => x.map((value, j) => (j === i ? value + by : value));
    const slope = (total(nudged(h)) - total(nudged(-h))) / (2 * h);
    const error = relativeError(gradient[i]!, slope);
    if (error > worst) [worst, place] = [error, i];
  }
  return [worst, place];
}

function relativeError(a: number, b: number): number {
  return a === b ? 0 : Math.abs(a - b) / Math.max(Math.abs(a), Math.abs(b));
}
