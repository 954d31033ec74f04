/**
 * Nothing is forgotten
 *
 * You add up all squares there ever were: that is Adagrad. The sum only grows, so the steps shrink towards 0. A running mean
 * forgets.
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
    this.s = grad.map((g, i) => (this.s[i] ?? 0) + g * g);
    return theta.map((value, i) => value - (this.lr * grad[i]!) / (Math.sqrt(this.s[i]!) + this.eps));
  }
}
