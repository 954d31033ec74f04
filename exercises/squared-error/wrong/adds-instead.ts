/**
 * Added, not subtracted
 *
 * The two are added, so only p = −t costs nothing. A distance is a difference.
 */

export function squaredError(prediction: number, target: number): number {
  return (prediction + target) ** 2;
}
