/**
 * It pushes away from zero
 *
 * This is the direction of the step. The gradient points to where the penalty grows: away from 0. The optimizer goes against it.
 */

export function penaltyGradient(w: number[], isBias: boolean[], l1: number, l2: number): number[] {
  return w.map((value, i) => (isBias[i] ? 0 : -l1 * Math.sign(value) - l2 * value));
}
