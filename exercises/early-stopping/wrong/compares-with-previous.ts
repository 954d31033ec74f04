/**
 * Compared with the epoch before
 *
 * A loss that climbs, and now and then dips, looks fine from one epoch to the next. Compare with the best so far.
 */

export function stopAt(losses: number[], patience: number, minDelta: number): [stopEpoch: number, bestEpoch: number] {
  let best = 0;
  let bad = 0;
  for (let epoch = 1; epoch < losses.length; epoch++) {
    const [loss, before, lowest] = [losses[epoch]!, losses[epoch - 1]!, losses[best]!];
    if (loss < lowest - minDelta || (Number.isNaN(lowest) && !Number.isNaN(loss))) best = epoch;
    bad = loss < before - minDelta || (Number.isNaN(before) && !Number.isNaN(loss)) ? 0 : bad + 1;
    if (bad === patience) return [epoch, best];
  }
  return [losses.length - 1, best];
}
