/**
 * Every residual met row 0
 *
 * The residual of example i belongs to the inputs of example i. Here all of them were multiplied by those of the first.
 */

export function mseGradient(theta: number[], x: number[][], y: number[]): number[] {
  const residuals = residualsOf(theta, x, y);
  return theta.map((_, p) => (2 * residuals.reduce((sum, r) => sum + r * (p === 0 ? 1 : x[0]![p - 1]!), 0)) / x.length);
}

function residualsOf(theta: number[], x: number[][], y: number[]): number[] {
  return x.map((row, i) => row.reduce((sum, value, d) => sum + theta[d + 1]! * value, theta[0]!) - y[i]!);
}
