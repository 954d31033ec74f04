/**
 * The square of the mean
 *
 * The square of the mean is not the mean of the squares: v is fed with g², not with m².
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
    this.v = grad.map((_, i) => this.beta2 * (this.v[i] ?? 0) + (1 - this.beta2) * this.m[i]! ** 2);
    return theta.map((value, i) => {
      const mean = this.m[i]! / (1 - this.beta1 ** this.t);
      const square = this.v[i]! / (1 - this.beta2 ** this.t);
      return value - (this.lr * mean) / (Math.sqrt(square) + this.eps);
    });
  }
}
