/**
 * Bias and slope changed places
 *
 * θ0 is the height at 0, and θ1 multiplies x.
 */

export function lineAt(theta0: number, theta1: number, x: number): number {
  return theta1 + theta0 * x;
}
