/**
 * The nudges pile up
 *
 * x[i] was never put back, so later entries are measured somewhere else.
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
  for (let i = 0; i < x.length; i++) {
    x[i]! += h;
    const ahead = total(x);
    const behind = total(x.map((value, j) => (j === i ? value - 2 * h : value)));
    const slope = (ahead - behind) / (2 * h);
    const error = relativeError(gradient[i]!, slope);
    if (error > worst) [worst, place] = [error, i];
  }
  return [worst, place];
}

function relativeError(a: number, b: number): number {
  return a === b ? 0 : Math.abs(a - b) / Math.max(Math.abs(a), Math.abs(b));
}
