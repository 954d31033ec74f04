/** RMSprop on one array of parameters. */
export class RMSprop {
  lr: number;

  constructor(lr: number, alpha: number, eps: number) {
    this.lr = lr;
  }

  /** The parameters after one step. */
  step(theta: number[], grad: number[]): number[] {
    // your turn: a running mean of the squared gradient, and a step divided by its root.
    return [...theta];
  }
}
