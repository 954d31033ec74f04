/**
 * Not squared
 *
 * This is the difference: too high and too low would cancel. Square it.
 */

export function squaredError(prediction: number, target: number): number {
  return prediction - target;
}
