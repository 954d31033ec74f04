/**
 * The gradient of the mean binary cross-entropy of a logistic regression: the mean of (ŷ − y) · (x, 1).
 *
 * Source: Bishop, "Pattern Recognition and Machine Learning" (2006), equation 4.91, divided by m because the loss is a mean.
 */
export function logisticGradient(x: number[][], y: number[], w: number[], b: number): number[] {
  const m = x.length;
  const errors = x.map((row, i) => {
    const z = row.reduce((sum, value, k) => sum + w[k]! * value, b);
    return 1 / (1 + Math.exp(-z)) - y[i]!;
  }); // [m]
  const mean = (factor: (i: number) => number): number =>
    errors.reduce((sum, error, i) => sum + error * factor(i), 0) / m;
  return [...w.map((_, k) => mean((i) => x[i]![k]!)), mean(() => 1)]; // [d + 1]
}
