/**
 * The learning rate inside the velocity
 *
 * The same steps until η changes: then old gradients keep the rate they came with. Here η multiplies last.
 *
 * @convention
 * @moment t=valley.7(rule=momentum)~valley.7(rule=momentum)!lr-inside-velocity&step=40
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
