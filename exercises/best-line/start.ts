/** The line with the smallest mean squared error. x, y: m numbers each, m at least 1. Returns [theta0, theta1]. */
export function bestLine(x: number[], y: number[]): number[] {
  // your turn: the slope first, then the bias.
  return [0, 0];
}
