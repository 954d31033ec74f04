/**
 * Nobody beats your first best
 *
 * The best so far began at 0, and no loss is below it. Begin with nothing, and keep the first number you see.
 */

export class Best {
  epoch = -1;
  weights: number[] = [];
  private readonly mode: 'min' | 'max';
  private value = 0;

  constructor(mode: 'min' | 'max') {
    this.mode = mode;
  }

  see(epoch: number, value: number, weights: number[]): boolean {
    if (Number.isNaN(value)) return false;
    if (!(this.mode === 'min' ? value < this.value : value > this.value)) return false;
    this.epoch = epoch;
    this.value = value;
    this.weights = [...weights];
    return true;
  }
}
