/**
 * The gradient of the mean squared error of a linear model.
 *
 * theta: D + 1 parameters, the bias first. x: m rows of D numbers. y: m targets. Returns D + 1 slopes.
 */
export function mseGradient(theta: number[], x: number[][], y: number[]): number[] {
  // your turn: a slope for every parameter.
  return [];
}
