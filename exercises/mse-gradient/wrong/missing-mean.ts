/**
 * The gradient of the sum
 *
 * The pulls were added and not averaged: twice the rows would give twice the gradient. Divide by the number of rows.
 *
 * @moment t=line-regression.7(batch=50,examples=50)~line-regression.7(batch=50,examples=50)!missing-mean&step=2&track=2
 */

export function mseGradient(theta: number[], x: number[][], y: number[]): number[] {
  const residuals = residualsOf(theta, x, y);
  return theta.map((_, p) => 2 * residuals.reduce((sum, r, i) => sum + r * (p === 0 ? 1 : x[i]![p - 1]!), 0));
}

function residualsOf(theta: number[], x: number[][], y: number[]): number[] {
  return x.map((row, i) => row.reduce((sum, value, d) => sum + theta[d + 1]! * value, theta[0]!) - y[i]!);
}
