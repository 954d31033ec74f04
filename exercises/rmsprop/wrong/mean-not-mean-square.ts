/**
 * The mean of the gradients, not of their squares
 *
 * A mean of g loses its sign's fight: gradients that alternate cancel, and the step is divided by next to nothing. RMSprop
 * remembers g², which is never negative.
 */

export class RMSprop {
  lr: number;
  alpha: number;
  eps: number;
  s: number[] = [];

  constructor(lr: number, alpha: number, eps: number) {
    this.lr = lr;
    this.alpha = alpha;
    this.eps = eps;
  }

  step(theta: number[], grad: number[]): number[] {
    this.s = grad.map((g, i) => this.alpha * (this.s[i] ?? 0) + (1 - this.alpha) * g);
    return theta.map((value, i) => value - (this.lr * grad[i]!) / (Math.abs(this.s[i]!) + this.eps));
  }
}
