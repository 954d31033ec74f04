/**
 * Biases are pulled, too
 *
 * A bias shifts, it does not bend: its slope is 0.
 *
 * @moment t=noisy-moons.7(l2=0.03)~noisy-moons.7(l2=0.03)!penalises-bias&step=100
 */

export function penaltyGradient(w: number[], isBias: boolean[], l1: number, l2: number): number[] {
  return w.map((value, i) => (isBias.length > i ? l1 * Math.sign(value) + l2 * value : 0));
}
