/**
 * NaN counted as better
 *
 * Every comparison with NaN is false, so 'not worse' is true of it. Ask for better, not for not worse.
 */

export function stopAt(losses: number[], patience: number, minDelta: number): [stopEpoch: number, bestEpoch: number] {
  let best = 0;
  for (let epoch = 1; epoch < losses.length; epoch++) {
    const [loss, lowest] = [losses[epoch]!, losses[best]!];
    if (!(loss >= lowest - minDelta)) best = epoch;
    if (epoch - best === patience) return [epoch, best];
  }
  return [losses.length - 1, best];
}
