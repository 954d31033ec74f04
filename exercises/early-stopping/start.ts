/**
 * When early stopping ends a training, and whose weights it keeps.
 *
 * losses: the held-out loss of every epoch, at least one. Returns [the last epoch, the best epoch], both counted from 0.
 */
export function stopAt(losses: number[], patience: number, minDelta: number): [stopEpoch: number, bestEpoch: number] {
  // your turn: walk through the epochs as a training would, without looking ahead.
  return [losses.length - 1, 0];
}
