/**
 * The bias is missing
 *
 * Your line always goes through 0. Its height at 0 is θ0: add it.
 */

export function lineAt(theta0: number, theta1: number, x: number): number {
  return theta1 * x + 0 * theta0;
}
