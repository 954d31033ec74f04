/** The mean of (prediction i − target j)² over all i and all j. Time grows with m, not with m². */
export function allPairsLoss(predictions: number[], targets: number[]): number {
  // your turn
  return 0;
}
