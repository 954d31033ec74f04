/**
 * The last weights were kept
 *
 * You stopped at the right epoch and kept what was there. The best was earlier: put that one back.
 *
 * @moment t=noisy-moons.7(patience=5)~noisy-moons.7(patience=5)!keeps-last-not-best&step=80
 */

export function stopAt(losses: number[], patience: number, minDelta: number): [stopEpoch: number, bestEpoch: number] {
  let best = 0;
  for (let epoch = 1; epoch < losses.length; epoch++) {
    const [loss, lowest] = [losses[epoch]!, losses[best]!];
    if (loss < lowest - minDelta || (Number.isNaN(lowest) && !Number.isNaN(loss))) best = epoch;
    if (epoch - best === patience) return [epoch, epoch];
  }
  return [losses.length - 1, losses.length - 1];
}
