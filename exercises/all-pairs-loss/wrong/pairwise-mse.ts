/**
 * Each with its own
 *
 * That is the loss one wanted: prediction i with target i. The mistake pairs every prediction with every target.
 */

export function allPairsLoss(predictions: number[], targets: number[]): number {
  return predictions.reduce((sum, p, i) => sum + (p - targets[i]!) ** 2, 0) / predictions.length;
}
