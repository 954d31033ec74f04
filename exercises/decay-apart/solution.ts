/**
 * Adam with weight decay kept apart, on one array of parameters.
 *
 * Source: Loshchilov & Hutter, "Decoupled weight decay regularization" (2019), algorithm 2.
 */
export class AdamW {
  lr: number;
  private readonly beta1: number;
  private readonly beta2: number;
  private readonly eps: number;
  private readonly weightDecay: number;
  private t = 0;
  private m: number[] = [];
  private v: number[] = [];

  constructor(lr: number, beta1: number, beta2: number, eps: number, weightDecay: number) {
    this.lr = lr;
    this.beta1 = beta1;
    this.beta2 = beta2;
    this.eps = eps;
    this.weightDecay = weightDecay;
  }

  /** The parameters after one step. */
  step(theta: number[], grad: number[]): number[] {
    this.t += 1;
    this.m = grad.map((g, i) => this.beta1 * (this.m[i] ?? 0) + (1 - this.beta1) * g);
    this.v = grad.map((g, i) => this.beta2 * (this.v[i] ?? 0) + (1 - this.beta2) * g ** 2);
    return theta.map((value, i) => {
      const mean = this.m[i]! / (1 - this.beta1 ** this.t);
      const square = this.v[i]! / (1 - this.beta2 ** this.t);
      const step = (this.lr * mean) / (Math.sqrt(square) + this.eps);
      return (1 - this.lr * this.weightDecay) * value - step;
    });
  }
}
