/**
 * With ½
 *
 * Right up to ½, which other books put there to spare the 2 of the derivative. Here there is none.
 *
 * @convention
 */

export function squaredError(prediction: number, target: number): number {
  return 0.5 * (prediction - target) ** 2;
}
