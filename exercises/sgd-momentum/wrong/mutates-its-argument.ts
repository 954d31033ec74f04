/**
 * The new values were written into theta
 *
 * The numbers are right, but the caller's array has changed under its hands. Return a new one.
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
    for (let i = 0; i < theta.length; i++) theta[i] = theta[i]! - this.lr * this.velocity[i]!;
    return theta;
  }
}
