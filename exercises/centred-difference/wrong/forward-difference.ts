/**
 * Only to the right
 *
 * You measured from x to x + h: one-sided, and the error falls only tenfold when h does. Take a point on each side.
 */

export function centredDifference(f: (x: number) => number, x: number, h: number): number {
  return (f(x + h) - f(x)) / h;
}
