/**
 * The loss with ½
 *
 * Right up to 2: with ½ in front of the squares the 2 of the derivative is gone. Here there is no ½, as in the op
 * mse.
 *
 * @convention
 */

export function gradientStep(theta: number[], x: number[][], y: number[], eta: number): number[] {
  const residuals = residualsOf(theta, x, y);
  return theta.map((value, p) => {
    const slope = residuals.reduce((sum, r, i) => sum + r * (p === 0 ? 1 : x[i]![p - 1]!), 0);
    return value - (eta * slope) / x.length;
  });
}

function residualsOf(theta: number[], x: number[][], y: number[]): number[] {
  return x.map((row, i) => row.reduce((sum, value, d) => sum + theta[d + 1]! * value, theta[0]!) - y[i]!);
}
