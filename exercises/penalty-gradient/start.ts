/**
 * The gradient of l1 Σ|w| + l2/2 Σw² over all numbers that are no biases.
 *
 * w: n parameters. isBias: n, true where a parameter is a bias. Returns n slopes; those of biases are 0.
 */
export function penaltyGradient(w: number[], isBias: boolean[], l1: number, l2: number): number[] {
  // your turn: one pull that is always equally strong, one that grows with the weight.
  return w.map(() => 0);
}
