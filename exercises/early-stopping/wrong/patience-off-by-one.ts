/**
 * One epoch too patient
 *
 * It stopped an epoch late. Patience 1 means: the first epoch that is not better is the last.
 */

export function stopAt(losses: number[], patience: number, minDelta: number): [stopEpoch: number, bestEpoch: number] {
  let best = 0;
  for (let epoch = 1; epoch < losses.length; epoch++) {
    const [loss, lowest] = [losses[epoch]!, losses[best]!];
    if (loss < lowest - minDelta || (Number.isNaN(lowest) && !Number.isNaN(loss))) best = epoch;
    if (epoch - best > patience) return [epoch, best];
  }
  return [losses.length - 1, best];
}
