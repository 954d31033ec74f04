/**
 * The corrected mean was kept
 *
 * You wrote the corrected mean back into m, so the next step starts from it. The correction is for this step only.
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
      this.m[i] = this.m[i]! / (1 - this.beta1 ** this.t);
      const square = this.v[i]! / (1 - this.beta2 ** this.t);
      return value - (this.lr * this.m[i]!) / (Math.sqrt(square) + this.eps);
    });
  }
}
