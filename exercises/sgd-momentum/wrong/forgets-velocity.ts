/**
 * The velocity starts anew each call
 *
 * Every step is plain gradient descent. Keep the velocity in a field, so that the next call finds it.
 */

export class Momentum {
  lr: number;
  momentum: number;

  constructor(lr: number, momentum: number) {
    this.lr = lr;
    this.momentum = momentum;
  }

  step(theta: number[], grad: number[]): number[] {
    const velocity = grad.map((g) => this.momentum * 0 + g);
    return theta.map((value, i) => value - this.lr * velocity[i]!);
  }
}
