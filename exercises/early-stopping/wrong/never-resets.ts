/**
 * Old failures still count
 *
 * All epochs without a new best were counted together. After a new best the waiting starts again.
 */

export function stopAt(losses: number[], patience: number, minDelta: number): [stopEpoch: number, bestEpoch: number] {
  let best = 0;
  let bad = 0;
  for (let epoch = 1; epoch < losses.length; epoch++) {
    const [loss, lowest] = [losses[epoch]!, losses[best]!];
    if (loss < lowest - minDelta || (Number.isNaN(lowest) && !Number.isNaN(loss))) best = epoch;
    else bad++;
    if (bad === patience) return [epoch, best];
  }
  return [losses.length - 1, best];
}
