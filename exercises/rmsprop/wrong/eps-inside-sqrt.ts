/**
 * ε inside the root
 *
 * It differs only where gradients are tiny: √(s + ε) is never below √ε, which is far larger than ε. PyTorch adds ε after the
 * root, other libraries before it.
 *
 * @convention
 * @moment t=valley.7(lr=0.3,rule=adam,factor=0.001,eps=0.0001)~valley.7(lr=0.3,rule=adam,factor=0.001,eps=0.0001)!eps-inside-sqrt&step=10&track=2
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
    return theta.map((value, i) => value - (this.lr * grad[i]!) / Math.sqrt(this.s[i]! + this.eps));
  }
}
