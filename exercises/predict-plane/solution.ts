/**
 * The predictions of a linear model: theta0 + Σ theta_{d+1} x_d for each row.
 *
 * Source: Bishop, "Pattern Recognition and Machine Learning" (2006), equation 3.1.
 */
export function predict(theta: number[], x: number[][]): number[] {
  return x.map((row) => row.reduce((sum, value, d) => sum + theta[d + 1]! * value, theta[0]!));
}
