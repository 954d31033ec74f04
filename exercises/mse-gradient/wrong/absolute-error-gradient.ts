/**
 * The slope of |r|
 *
 * Each example pulled with the sign of its residual: that is the gradient of the mean absolute error. A square pulls more the larger the miss is.
 */

export function mseGradient(theta: number[], x: number[][], y: number[]): number[] {
  const residuals = residualsOf(theta, x, y);
  return theta.map(
    (_, p) => residuals.reduce((sum, r, i) => sum + Math.sign(r) * (p === 0 ? 1 : x[i]![p - 1]!), 0) / x.length,
  );
}

function residualsOf(theta: number[], x: number[][], y: number[]): number[] {
  return x.map((row, i) => row.reduce((sum, value, d) => sum + theta[d + 1]! * value, theta[0]!) - y[i]!);
}
