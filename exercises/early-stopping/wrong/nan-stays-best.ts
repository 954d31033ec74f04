/**
 * NaN was never beaten
 *
 * No number is below NaN. Where the first epoch is NaN, the first number that comes must take its place.
 */

export function stopAt(losses: number[], patience: number, minDelta: number): [stopEpoch: number, bestEpoch: number] {
  let best = 0;
  for (let epoch = 1; epoch < losses.length; epoch++) {
    const [loss, lowest] = [losses[epoch]!, losses[best]!];
    if (loss < lowest - minDelta) best = epoch;
    if (epoch - best === patience) return [epoch, best];
  }
  return [losses.length - 1, best];
}
