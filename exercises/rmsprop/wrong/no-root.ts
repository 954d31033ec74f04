/**
 * Divided by the square
 *
 * s has the unit of g². Divide by its root, and the step no longer depends on the gradient's scale.
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
    this.s = grad.map((g, i) => this.alpha * (this.s[i] ?? 0) + (1 - this.alpha) * g * g);
    return theta.map((value, i) => value - (this.lr * grad[i]!) / (this.s[i]! + this.eps));
  }
}
