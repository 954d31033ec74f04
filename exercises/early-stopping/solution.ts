/**
 * When early stopping ends a training, and whose weights it keeps.
 *
 * losses: the held-out loss of every epoch, at least one. Returns [the last epoch, the best epoch], both counted from 0.
 */
export function stopAt(losses: number[], patience: number, minDelta: number): [stopEpoch: number, bestEpoch: number] {
  let best = 0;
  for (let epoch = 1; epoch < losses.length; epoch++) {
    const isBetter = Number.isNaN(losses[best]!)
      ? !Number.isNaN(losses[epoch]!)
      : losses[epoch]! < losses[best]! - minDelta;
    if (isBetter) best = epoch;
    if (epoch - best === patience) return [epoch, best];
  }
  return [losses.length - 1, best];
}
