/**
 * The learning rate inside the velocity
 *
 * The same steps until η changes: then old gradients keep the rate they came with. Here η multiplies last.
 *
 * @convention
 * @moment t=valley.7(lr=0.02,rule=momentum)@20:lr=0.002~valley.7(lr=0.02,rule=momentum)!lr-inside-velocity@20:lr=0.002&step=24&track=2
 */

export class Momentum {
  lr: number;
  momentum: number;
  velocity: number[] = [];

  constructor(lr: number, momentum: number) {
    this.lr = lr;
    this.momentum = momentum;
  }

  step(theta: number[], grad: number[]): number[] {
    this.velocity = grad.map((g, i) => this.momentum * (this.velocity[i] ?? 0) + this.lr * g);
    return theta.map((value, i) => value - this.velocity[i]!);
  }
}
