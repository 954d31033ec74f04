/**
 * The last, not the best
 *
 * Every value was kept, whatever it was. Compare it with the best so far first.
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
