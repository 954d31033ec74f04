/**
 * The bias hears only the last example
 *
 * θ0 is in every prediction, so all residuals pull at it: its slope is a sum, as those of the weights are.
 *
 * @moment t=line-regression.7(batch=50,examples=50)~line-regression.7(batch=50,examples=50)!bias-not-summed&step=20&track=2
 */

export function mseGradient(theta: number[], x: number[][], y: number[]): number[] {
  const residuals = residualsOf(theta, x, y);
  return theta.map((_, p) => {
    if (p === 0) return (2 * residuals[residuals.length - 1]!) / x.length;
    return (2 * residuals.reduce((sum, r, i) => sum + r * x[i]![p - 1]!, 0)) / x.length;
  });
}

function residualsOf(theta: number[], x: number[][], y: number[]): number[] {
  return x.map((row, i) => row.reduce((sum, value, d) => sum + theta[d + 1]! * value, theta[0]!) - y[i]!);
}
