/**
 * The way down, not the gradient
 *
 * A residual is prediction minus target. With y − ŷ every slope has the other sign, and points downhill.
 */

export function mseGradient(theta: number[], x: number[][], y: number[]): number[] {
  const misses = residualsOf(theta, x, y).map((r) => -r);
  return theta.map((_, p) => (2 * misses.reduce((sum, r, i) => sum + r * (p === 0 ? 1 : x[i]![p - 1]!), 0)) / x.length);
}

function residualsOf(theta: number[], x: number[][], y: number[]): number[] {
  return x.map((row, i) => row.reduce((sum, value, d) => sum + theta[d + 1]! * value, theta[0]!) - y[i]!);
}
