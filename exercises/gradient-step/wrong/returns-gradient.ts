/**
 * The gradient, not the new place
 *
 * These are the slopes: the way, not the place one arrives at. Return theta minus eta times the slope.
 */

export function gradientStep(theta: number[], x: number[][], y: number[], eta: number): number[] {
  const residuals = residualsOf(theta, x, y);
  return theta.map((_, p) => {
    const slope = residuals.reduce((sum, r, i) => sum + r * (p === 0 ? 1 : x[i]![p - 1]!), 0);
    return (2 * slope) / x.length;
  });
}

function residualsOf(theta: number[], x: number[][], y: number[]): number[] {
  return x.map((row, i) => row.reduce((sum, value, d) => sum + theta[d + 1]! * value, theta[0]!) - y[i]!);
}
