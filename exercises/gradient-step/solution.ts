/**
 * One step of gradient descent on the mean squared error of a linear model: theta - eta · (2/m) Σ residual · (1, x).
 *
 * Source: Bishop, "Pattern Recognition and Machine Learning" (2006), equation 3.22, with the mean in place of the sum.
 */
export function gradientStep(theta: number[], x: number[][], y: number[], eta: number): number[] {
  const m = x.length;
  const residuals = x.map((row, i) => row.reduce((sum, value, d) => sum + theta[d + 1]! * value, theta[0]!) - y[i]!); // [m]
  return theta.map((value, p) => {
    const slope = residuals.reduce((sum, residual, i) => sum + residual * (p === 0 ? 1 : x[i]![p - 1]!), 0);
    return value - (eta * 2 * slope) / m;
  });
}
