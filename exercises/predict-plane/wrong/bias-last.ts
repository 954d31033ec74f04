/**
 * The bias was looked for at the end
 *
 * θ0 stands first. You took the last entry for the bias, and gave every column the weight of the one before it.
 */

export function predict(theta: number[], x: number[][]): number[] {
  return x.map((row) => row.reduce((sum, value, d) => sum + theta[d]! * value, theta[theta.length - 1]!));
}
