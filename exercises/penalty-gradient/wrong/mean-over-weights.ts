/**
 * A mean, not a sum
 *
 * The penalty is a sum over the weights. Divided by their number, it would weaken as the network grows.
 */

export function penaltyGradient(w: number[], isBias: boolean[], l1: number, l2: number): number[] {
  return w.map((value, i) => (isBias[i] ? 0 : (l1 * Math.sign(value) + l2 * value) / w.length));
}
