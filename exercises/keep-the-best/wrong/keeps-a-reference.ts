/**
 * A name, not a copy
 *
 * The weights went on learning after you "saved" them: it is the same array. Copy the numbers.
 */

export class Best {
  epoch = -1;
  weights: number[] = [];
  private readonly mode: 'min' | 'max';
  private value = Number.NaN;

  constructor(mode: 'min' | 'max') {
    this.mode = mode;
  }

  see(epoch: number, value: number, weights: number[]): boolean {
    if (Number.isNaN(value)) return false;
    if (!(this.epoch < 0 || (this.mode === 'min' ? value < this.value : value > this.value))) return false;
    this.epoch = epoch;
    this.value = value;
    this.weights = weights;
    return true;
  }
}
