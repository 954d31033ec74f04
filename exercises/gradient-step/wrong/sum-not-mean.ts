/**
 * The sum, not the mean
 *
 * Twice the rows would give twice the step. The loss is a mean: divide the sum of the pulls by the number of rows.
 *
 * @moment t=line-regression.7~line-regression.7!sum-not-mean&step=20
 */

export function gradientStep(theta: number[], x: number[][], y: number[], eta: number): number[] {
  const residuals = residualsOf(theta, x, y);
  return theta.map(
    (value, p) => value - eta * 2 * residuals.reduce((sum, r, i) => sum + r * (p === 0 ? 1 : x[i]![p - 1]!), 0),
  );
}

function residualsOf(theta: number[], x: number[][], y: number[]): number[] {
  return x.map((row, i) => row.reduce((sum, value, d) => sum + theta[d + 1]! * value, theta[0]!) - y[i]!);
}
