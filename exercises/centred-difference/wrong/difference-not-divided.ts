/**
 * Rise without run
 *
 * This is how much f changes, not how fast: divide by the distance of the points.
 */

export function centredDifference(f: (x: number) => number, x: number, h: number): number {
  return f(x + h) - f(x - h);
}
