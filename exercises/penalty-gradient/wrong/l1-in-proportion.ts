/**
 * L1 pulls everyone equally hard
 *
 * The slope of λ₁|w| is λ₁ or −λ₁, however large w is. In proportion to w pulls L2.
 */

export function penaltyGradient(w: number[], isBias: boolean[], l1: number, l2: number): number[] {
  return w.map((value, i) => (isBias[i] ? 0 : l1 * value + l2 * value));
}
