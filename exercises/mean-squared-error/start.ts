/** The mean squared error of some predictions. */
export function meanSquaredError(predictions: number[], targets: number[]): number {
  // your turn: press Run first. The grader knows what this is.
  let sum = 0;
  for (const [i, prediction] of predictions.entries()) sum += (prediction - targets[i]!) ** 2;
  return sum;
}
