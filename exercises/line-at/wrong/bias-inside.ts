/**
 * The bias is multiplied, too
 *
 * θ1 multiplies x alone, not the sum.
 */

export function lineAt(theta0: number, theta1: number, x: number): number {
  return (theta0 + x) * theta1;
}
