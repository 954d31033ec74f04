/**
 * The part that no line can change
 *
 * You have the distance from the mean target. Even a perfectly flat line through it pays the variance of the targets.
 */

export function allPairsLoss(predictions: number[], targets: number[]): number {
  const centre = targets.reduce((sum, t) => sum + t, 0) / targets.length;
  return predictions.reduce((sum, p) => sum + (p - centre) ** 2, 0) / predictions.length;
}
