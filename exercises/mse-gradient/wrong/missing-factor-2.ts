/**
 * The loss with ½
 *
 * Right up to 2: where a loss has ½ in front of the squares, the 2 of the derivative is gone. The ½ is not in this loss.
 *
 * @convention
 */

export function mseGradient(theta: number[], x: number[][], y: number[]): number[] {
  const residuals = residualsOf(theta, x, y);
  return theta.map((_, p) => residuals.reduce((sum, r, i) => sum + r * (p === 0 ? 1 : x[i]![p - 1]!), 0) / x.length);
}

function residualsOf(theta: number[], x: number[][], y: number[]): number[] {
  return x.map((row, i) => row.reduce((sum, value, d) => sum + theta[d + 1]! * value, theta[0]!) - y[i]!);
}
