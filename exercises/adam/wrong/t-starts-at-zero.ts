/**
 * The first step is step 0
 *
 * 1 − β⁰ is 0, and you divide by it: the first step is not a number. Count the step before you correct.
 *
 * @moment t=valley.7(lr=0.3,rule=adam)~valley.7(lr=0.3,rule=adam)!t-starts-at-zero&step=1&track=2
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
    this.m = grad.map((g, i) => this.beta1 * (this.m[i] ?? 0) + (1 - this.beta1) * g);
    this.v = grad.map((g, i) => this.beta2 * (this.v[i] ?? 0) + (1 - this.beta2) * g * g);
    const { t } = this;
    this.t += 1;
    return theta.map((value, i) => {
      const mean = this.m[i]! / (1 - this.beta1 ** t);
      const square = this.v[i]! / (1 - this.beta2 ** t);
      return value - (this.lr * mean) / (Math.sqrt(square) + this.eps);
    });
  }
}
