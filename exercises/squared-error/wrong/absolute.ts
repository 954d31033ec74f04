/**
 * The distance, not its square
 *
 * |p − t| is a distance; the square is missing.
 */

export function squaredError(prediction: number, target: number): number {
  return Math.abs(prediction - target);
}
