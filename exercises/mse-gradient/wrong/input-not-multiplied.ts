/**
 * Every parameter got the bias's pull
 *
 * A weight's pull is residual times its own input: a point far out has a longer lever.
 */

export function mseGradient(theta: number[], x: number[][], y: number[]): number[] {
  const residuals = residualsOf(theta, x, y);
  const pull = (2 * residuals.reduce((sum, r) => sum + r, 0)) / x.length;
  return theta.map(() => pull);
}

function residualsOf(theta: number[], x: number[][], y: number[]): number[] {
  return x.map((row, i) => row.reduce((sum, value, d) => sum + theta[d + 1]! * value, theta[0]!) - y[i]!);
}
