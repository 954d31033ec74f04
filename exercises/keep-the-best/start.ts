/** The weights of the best moment so far. */
export class Best {
  /** Of the kept moment; -1 while nothing is kept. */
  epoch = -1;
  weights: number[] = [];

  constructor(mode: 'min' | 'max') {}

  /** Whether this value was kept. */
  see(epoch: number, value: number, weights: number[]): boolean {
    // your turn: is it better than the best so far? Then keep it.
    return false;
  }
}
