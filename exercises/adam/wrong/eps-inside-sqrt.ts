/**
 * ε inside the root
 *
 * It differs only where gradients are tiny: √(v̂ + ε) is never below √ε, which is far larger than ε. The paper and
 * PyTorch add ε after the root.
 *
 * @convention
 * @moment t=valley.7(lr=0.3,rule=adam,factor=0.001,eps=0.0001)~valley.7(lr=0.3,rule=adam,factor=0.001,eps=0.0001)!eps-inside-sqrt&step=10&track=2
 */

export class Adam {
  lr: number;
  beta1: number;
  beta2: number;
  eps: number;
  t = 0;
  m: number[] = [];
  v: number[] = [];

  constructor(lr: number, beta1: number, beta2: number, eps: number) {
    this.lr = lr;
    this.beta1 = beta1;
    this.beta2 = beta2;
    this.eps = eps;
  }

  step(theta: number[], grad: number[]): number[] {
    this.t += 1;
    this.m = grad.map((g, i) => this.beta1 * (this.m[i] ?? 0) + (1 - this.beta1) * g);
    this.v = grad.map((g, i) => this.beta2 * (this.v[i] ?? 0) + (1 - this.beta2) * g * g);
    return theta.map((value, i) => {
      const mean = this.m[i]! / (1 - this.beta1 ** this.t);
      const square = this.v[i]! / (1 - this.beta2 ** this.t);
      return value - (this.lr * mean) / Math.sqrt(square + this.eps);
    });
  }
}
