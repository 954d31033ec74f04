/** Inverted dropout: silences numbers while training, and lets all pass in an examination. */
export class Dropout {
  training = true;
  readonly p: number;

  constructor(p: number) {
    this.p = p;
  }

  /** x: n numbers. u: n draws from [0, 1), one for each. Returns n numbers. */
  forward(x: number[], u: number[]): number[] {
    // your turn: decide who is silent, and remember it for the way back.
    return [...x];
  }

  /** The gradient of the output of the last forward, n numbers, to that of its input. */
  backward(grad: number[]): number[] {
    return [...grad];
  }
}
