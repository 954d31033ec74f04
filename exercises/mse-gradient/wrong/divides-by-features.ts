/**
 * Divided by the number of inputs
 *
 * The mean is over examples: divide by the number of rows, not by that of columns.
 */

export function mseGradient(theta: number[], x: number[][], y: number[]): number[] {
  const residuals = residualsOf(theta, x, y);
  const features = theta.length - 1;
  return theta.map(
    (_, p) => (2 * residuals.reduce((sum, r, i) => sum + r * (p === 0 ? 1 : x[i]![p - 1]!), 0)) / features,
  );
}

function residualsOf(theta: number[], x: number[][], y: number[]): number[] {
  return x.map((row, i) => row.reduce((sum, value, d) => sum + theta[d + 1]! * value, theta[0]!) - y[i]!);
}
