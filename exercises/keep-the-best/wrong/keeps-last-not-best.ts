/**
 * The last, not the best
 *
 * Every value was kept, whatever it was. Compare it with the best so far first.
 *
 * @moment t=noisy-moons.7(patience=5)~noisy-moons.7(patience=5)!keeps-last-not-best&step=80
 */

export class Best {
  epoch = -1;
  weights: number[] = [];

  see(epoch: number, value: number, weights: number[]): boolean {
    if (Number.isNaN(value)) return false;
    this.epoch = epoch;
    this.weights = [...weights];
    return true;
  }
}
