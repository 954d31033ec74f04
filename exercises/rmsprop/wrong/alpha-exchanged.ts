/**
 * α and 1 − α changed places
 *
 * α is how much of the old mean stays. Exchanged, s is nearly this step's g² alone, and every step is about η long.
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
    this.s = grad.map((g, i) => (1 - this.alpha) * (this.s[i] ?? 0) + this.alpha * g * g);
    return theta.map((value, i) => value - (this.lr * grad[i]!) / (Math.sqrt(this.s[i]!) + this.eps));
  }
}
