/** The weights of the best moment so far, as a copy. */
export class Best {
  /** Of the kept moment; -1 while nothing is kept. */
  epoch = -1;
  weights: number[] = [];
  private readonly mode: 'min' | 'max';
  private value = Number.NaN;

  constructor(mode: 'min' | 'max') {
    this.mode = mode;
  }

  /** Whether this value was kept. */
  see(epoch: number, value: number, weights: number[]): boolean {
    const isBetter = this.mode === 'min' ? value < this.value : value > this.value;
    const isFirst = this.epoch === -1 && !Number.isNaN(value);
    if (!isFirst && !isBetter) return false;
    this.epoch = epoch;
    this.value = value;
    this.weights = [...weights];
    return true;
  }
}
