/** Gradient descent with momentum on one array of parameters. */
export class Momentum {
  lr: number;

  constructor(lr: number, momentum: number) {
    this.lr = lr;
  }

  /** The parameters after one step down. */
  step(theta: number[], grad: number[]): number[] {
    // your turn: update the velocity, then step along it.
    return [...theta];
  }
}
