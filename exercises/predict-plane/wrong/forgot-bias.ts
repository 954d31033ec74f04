/**
 * No bias
 *
 * Every plane of yours goes through 0: where all inputs are 0, so is the prediction. Start the sum at theta[0].
 */

export function predict(theta: number[], x: number[][]): number[] {
  return x.map((row) => row.reduce((sum, value, d) => sum + theta[d + 1]! * value, 0));
}
