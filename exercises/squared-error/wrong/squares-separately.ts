/**
 * Squared before subtracting
 *
 * p² − t² is no distance: it can be negative. Subtract first, then square.
 */

export function squaredError(prediction: number, target: number): number {
  return prediction ** 2 - target ** 2;
}
