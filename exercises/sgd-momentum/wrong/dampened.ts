/**
 * The gradient was dampened
 *
 * Your steps are (1 − μ) times ours: the gradient enters the velocity whole, not by its share of an average.
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
    this.velocity = grad.map((g, i) => this.momentum * (this.velocity[i] ?? 0) + (1 - this.momentum) * g);
    return theta.map((value, i) => value - this.lr * this.velocity[i]!);
  }
}
