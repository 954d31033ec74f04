/**
 * The slope of f at x, measured between x − h and x + h.
 *
 * Source: Abramowitz & Stegun, "Handbook of Mathematical Functions" (1964), 25.3.21.
 */
export function centredDifference(f: (x: number) => number, x: number, h: number): number {
  return (f(x + h) - f(x - h)) / (2 * h);
}
