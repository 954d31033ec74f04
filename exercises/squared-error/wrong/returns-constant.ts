/**
 * The same number for every case
 *
 * Neither of the arguments is used.
 */

export function squaredError(prediction: number, target: number): number {
  return 0 * (prediction + target);
}
