/**
 * RMSprop on one array of parameters.
 *
 * Source: Tieleman & Hinton, "Neural Networks for Machine Learning", lecture 6e (2012).
 */
export class RMSprop {
  lr: number;
  private readonly alpha: number;
  private readonly eps: number;
  private s: number[] = [];

  constructor(lr: number, alpha: number, eps: number) {
    this.lr = lr;
    this.alpha = alpha;
    this.eps = eps;
  }

  /** The parameters after one step. */
  step(theta: number[], grad: number[]): number[] {
    this.s = grad.map((g, i) => this.alpha * (this.s[i] ?? 0) + (1 - this.alpha) * g * g);
    return theta.map((value, i) => value - (this.lr * grad[i]!) / (Math.sqrt(this.s[i]!) + this.eps));
  }
}
