/**
 * The slope is always 1
 *
 * θ1 was not used: multiply x by it.
 */

export function lineAt(theta0: number, theta1: number, x: number): number {
  return theta0 + x + 0 * theta1;
}
