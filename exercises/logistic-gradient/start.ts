/**
 * The gradient of the mean binary cross-entropy of a logistic regression.
 *
 * x: m rows of d numbers. y: m labels, 0 or 1. w: d weights. b: the bias. Returns d + 1 slopes, that of the bias last.
 */
export function logisticGradient(x: number[][], y: number[], w: number[], b: number): number[] {
  // your turn: for every row the slope of the price in z; then how z changes with each weight.
  return [...w.map(() => 0), 0];
}
