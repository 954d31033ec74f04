/**
 * The strengths changed places
 *
 * λ₁ belongs to |w| and pulls by a fixed amount; λ₂ belongs to w² and pulls in proportion.
 */

export function penaltyGradient(w: number[], isBias: boolean[], l1: number, l2: number): number[] {
  return w.map((value, i) => (isBias[i] ? 0 : l2 * Math.sign(value) + l1 * value));
}
