/**
 * Only to the left
 *
 * You measured from x − h to x: one-sided. Take a point on each side.
 */

export function centredDifference(f: (x: number) => number, x: number, h: number): number {
  return (f(x) - f(x - h)) / h;
}
