/**
 * The mean of (pᵢ − tⱼ)² over all i and j, in one pass over each list.
 *
 * Splitting tⱼ into its mean and the rest, the cross term sums to 0: mean (pᵢ − t̄)² + var t.
 */
export function allPairsLoss(predictions: number[], targets: number[]): number {
  const m = targets.length;
  const centre = targets.reduce((sum, t) => sum + t, 0) / m;
  const away = (values: number[]): number => values.reduce((sum, value) => sum + (value - centre) ** 2, 0) / m;
  return away(predictions) + away(targets);
}
