/**
 * A slope is missing
 *
 * There are D slopes for D + 1 parameters: θ0 has a slope too. Its input is always 1.
 */

export function mseGradient(theta: number[], x: number[][], y: number[]): number[] {
  const residuals = residualsOf(theta, x, y);
  return theta.slice(1).map((_, d) => (2 * residuals.reduce((sum, r, i) => sum + r * x[i]![d]!, 0)) / x.length);
}

function residualsOf(theta: number[], x: number[][], y: number[]): number[] {
  return x.map((row, i) => row.reduce((sum, value, d) => sum + theta[d + 1]! * value, theta[0]!) - y[i]!);
}
