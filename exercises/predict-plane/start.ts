/**
 * The predictions of a linear model.
 *
 * theta: D + 1 parameters, the bias first. x: m rows of D numbers. Returns m numbers.
 */
export function predict(theta: number[], x: number[][]): number[] {
  // your turn: one number for every row.
  return [];
}
