/**
 * The squared distance of chances
 *
 * It is never above 1, and flat where the answer is surely wrong. The task wants minus the logarithm of the chance given to what happened.
 *
 * @moment t=clouds-logistic.7~clouds-logistic.7!mse-for-classification&step=40
 */

export function bceFromLogits(logits: number[], labels: number[]): number {
  const distances = logits.map((z, i) => (1 / (1 + Math.exp(-z)) - labels[i]!) ** 2);
  return distances.reduce((sum, distance) => sum + distance, 0) / logits.length;
}
