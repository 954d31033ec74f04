/**
 * One step of gradient descent on the mean squared error of a linear model.
 *
 * theta: D + 1 parameters, the bias first. x: m rows of D numbers. y: m targets. eta: the learning rate.
 * Returns the D + 1 parameters after the step.
 */
export function gradientStep(theta: number[], x: number[][], y: number[], eta: number): number[] {
  // your turn: find the slope of the loss for each parameter, then move all of them.
  return [...theta];
}
