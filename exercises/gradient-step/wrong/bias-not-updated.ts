/**
 * The bias never moves
 *
 * theta[0] came back as it went in. The bias is a parameter like the others; its input is always 1.
 */

export function gradientStep(theta: number[], x: number[][], y: number[], eta: number): number[] {
  const residuals = residualsOf(theta, x, y);
  return theta.map((value, p) => {
    if (p === 0) return value;
    return value - (eta * 2 * residuals.reduce((sum, r, i) => sum + r * x[i]![p - 1]!, 0)) / x.length;
  });
}

function residualsOf(theta: number[], x: number[][], y: number[]): number[] {
  return x.map((row, i) => row.reduce((sum, value, d) => sum + theta[d + 1]! * value, theta[0]!) - y[i]!);
}
