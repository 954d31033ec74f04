/**
 * Twice our pull of L2
 *
 * You took λ₂ Σw² as the penalty, we take ½ λ₂ Σw²: its slope is λ₂w, with no 2.
 *
 * @convention
 */

export function penaltyGradient(w: number[], isBias: boolean[], l1: number, l2: number): number[] {
  return w.map((value, i) => (isBias[i] ? 0 : l1 * Math.sign(value) + 2 * l2 * value));
}
