/**
 * As good is not better
 *
 * An epoch that is lower by no more than minDelta counted as a new best. On a plateau this never stops.
 */

export function stopAt(losses: number[], patience: number, minDelta: number): [stopEpoch: number, bestEpoch: number] {
  let best = 0;
  for (let epoch = 1; epoch < losses.length; epoch++) {
    const [loss, lowest] = [losses[epoch]!, losses[best]!];
    if (loss <= lowest - minDelta || (Number.isNaN(lowest) && !Number.isNaN(loss))) best = epoch;
    if (epoch - best === patience) return [epoch, best];
  }
  return [losses.length - 1, best];
}
