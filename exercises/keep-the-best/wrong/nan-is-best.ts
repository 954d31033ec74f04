/**
 * NaN was kept
 *
 * NaN compares false with everything, so that "not worse" lets it in, and after it anything. Ask whether the value is better.
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
    if (!(this.mode === 'min' ? !(value >= this.value) : !(value <= this.value))) return false;
    this.epoch = epoch;
    this.value = value;
    this.weights = [...weights];
    return true;
  }
}
