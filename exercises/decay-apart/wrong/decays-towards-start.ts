/**
 * Pulled towards where it began
 *
 * The pull leads back to the first values this instance saw. Weight decay pulls towards 0.
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
  start: number[] = [];

  constructor(lr: number, beta1: number, beta2: number, eps: number, weightDecay: number) {
    this.lr = lr;
    this.beta1 = beta1;
    this.beta2 = beta2;
    this.eps = eps;
    this.weightDecay = weightDecay;
  }

  step(theta: number[], grad: number[]): number[] {
    if (this.t === 0) this.start = [...theta];
    this.t += 1;
    this.m = grad.map((g, i) => this.beta1 * (this.m[i] ?? 0) + (1 - this.beta1) * g);
    this.v = grad.map((g, i) => this.beta2 * (this.v[i] ?? 0) + (1 - this.beta2) * g ** 2);
    return theta.map((value, i) => {
      const mean = this.m[i]! / (1 - this.beta1 ** this.t);
      const square = this.v[i]! / (1 - this.beta2 ** this.t);
      const step = (this.lr * mean) / (Math.sqrt(square) + this.eps);
      return value - this.lr * this.weightDecay * (value - this.start[i]!) - step;
    });
  }
}
