/**
 * The gradient of l1 Σ|w| + l2/2 Σw² over all numbers that are no biases.
 *
 * w: n parameters. isBias: n, true where a parameter is a bias. Returns n slopes; those of biases are 0.
 */
export function penaltyGradient(w: number[], isBias: boolean[], l1: number, l2: number): number[] {
  return w.map((value, i) => (isBias[i] ? 0 : l1 * Math.sign(value) + l2 * value));
}
