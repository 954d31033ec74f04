/**
 * The old mean was used
 *
 * This step's gradient is to be divided by a mean that it is part of. At the first step the old mean is 0, and you divide by ε
 * alone.
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
    const old = grad.map((_, i) => this.s[i] ?? 0);
    this.s = grad.map((g, i) => this.alpha * (this.s[i] ?? 0) + (1 - this.alpha) * g * g);
    return theta.map((value, i) => value - (this.lr * grad[i]!) / (Math.sqrt(old[i]!) + this.eps));
  }
}
