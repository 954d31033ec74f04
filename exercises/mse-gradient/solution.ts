/**
 * The gradient of the mean squared error of a linear model: (2/m) Σ residual · (1, x).
 *
 * Source: Hastie, Tibshirani, Friedman, "The Elements of Statistical Learning" (2009), equation 3.4, with the mean in place of the sum.
 */
export function mseGradient(theta: number[], x: number[][], y: number[]): number[] {
  const m = x.length;
  const residuals = x.map((row, i) => row.reduce((sum, value, d) => sum + theta[d + 1]! * value, theta[0]!) - y[i]!); // [m]
  return theta.map((_, p) => (2 * residuals.reduce((sum, r, i) => sum + r * (p === 0 ? 1 : x[i]![p - 1]!), 0)) / m);
}
