/**
 * More is not always worse
 *
 * You kept the smallest in both modes. With 'max' the larger value is the better one.
 */

export class Best {
  epoch = -1;
  weights: number[] = [];
  private value = Number.NaN;

  see(epoch: number, value: number, weights: number[]): boolean {
    if (Number.isNaN(value)) return false;
    if (!(this.epoch < 0 || value < this.value)) return false;
    this.epoch = epoch;
    this.value = value;
    this.weights = [...weights];
    return true;
  }
}
