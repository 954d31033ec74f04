/** How wrong a prediction is: the square of its distance from the target. */
export function squaredError(prediction: number, target: number): number {
  return (prediction - target) ** 2;
}
