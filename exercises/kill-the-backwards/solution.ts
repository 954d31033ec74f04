/**
 * Whether `backward` is the derivative of `f`: every entry against the centred difference of Σ upstream · f, relatively, at
 * random inputs of either sign and with a random upstream.
 */
export function accepts(
  f: (x: number[]) => number[],
  backward: (x: number[], upstream: number[]) => number[],
  n: number,
  random: () => number,
): boolean {
  for (let trial = 0; trial < 8; trial++) {
    const x = Array.from({ length: n }, () => 4 * random() - 2);
    const upstream = f(x).map(() => 0.5 + random());
    const total = (at: number[]): number => f(at).reduce((sum, value, i) => sum + upstream[i]! * value, 0);
    const gradient = backward([...x], [...upstream]);
    if (gradient.length !== n) return false;
    for (let i = 0; i < n; i++) {
      const h = 1e-5;
      const nudged = (by: number): number => total(x.map((value, j) => (j === i ? value + by : value)));
      const expected = (nudged(h) - nudged(-h)) / (2 * h);
      const size = Math.max(Math.abs(gradient[i]!), Math.abs(expected));
      // What rounding leaves of a slope that is 0.
      const noise = 1e-6 * Math.abs(total(x));
      if (!(Math.abs(gradient[i]! - expected) <= Math.max(1e-4 * size, noise))) return false;
    }
  }
  return true;
}
