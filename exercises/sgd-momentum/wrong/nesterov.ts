/**
 * Nesterov's step
 *
 * You step from where the velocity will lead: g + μ·v in place of v. That is Nesterov's momentum, another rule.
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
    this.velocity = grad.map((g, i) => this.momentum * (this.velocity[i] ?? 0) + g);
    return theta.map((value, i) => value - this.lr * (grad[i]! + this.momentum * this.velocity[i]!));
  }
}
