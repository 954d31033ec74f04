/** Adam on one array of parameters. */
export class Adam {
  lr: number;

  constructor(lr: number, beta1: number, beta2: number, eps: number) {
    this.lr = lr;
  }

  /** The parameters after one step. */
  step(theta: number[], grad: number[]): number[] {
    // your turn: two running means, their correction, the step.
    return [...theta];
  }
}
