/** Adam with weight decay kept apart, on one array of parameters. */
export class AdamW {
  lr: number;

  constructor(lr: number, beta1: number, beta2: number, eps: number, weightDecay: number) {
    this.lr = lr;
  }

  /** The parameters after one step. */
  step(theta: number[], grad: number[]): number[] {
    // your turn: shrink every parameter by η · λ of itself, then Adam's step.
    return [...theta];
  }
}
