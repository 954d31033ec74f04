/**
 * The residuals belong to another line
 *
 * θ0 was left out of the predictions, so these are the residuals of the line that goes through 0. Start every prediction at theta[0].
 */

export function mseGradient(theta: number[], x: number[][], y: number[]): number[] {
  const residuals = x.map((row, i) => row.reduce((sum, value, d) => sum + theta[d + 1]! * value, 0) - y[i]!);
  return theta.map(
    (_, p) => (2 * residuals.reduce((sum, r, i) => sum + r * (p === 0 ? 1 : x[i]![p - 1]!), 0)) / x.length,
  );
}
