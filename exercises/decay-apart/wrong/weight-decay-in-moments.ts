/**
 * The decay was divided by √v̂
 *
 * Added to the gradient, the pull goes through both means and is divided like a gradient: weights with large gradients
 * shrink least. That is Adam with L2. Shrink the weight itself.
 *
 * @moment t=valley.7(rule=adamw,lr=0.1,weightDecay=0.1)~valley.7(rule=adamw,lr=0.1,weightDecay=0.1)!weight-decay-in-moments&step=20&track=2
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
    this.m = grad.map((g, i) => this.beta1 * (this.m[i] ?? 0) + (1 - this.beta1) * (g + this.weightDecay * theta[i]!));
    this.v = grad.map(
      (g, i) => this.beta2 * (this.v[i] ?? 0) + (1 - this.beta2) * (g + this.weightDecay * theta[i]!) ** 2,
    );
    return theta.map((value, i) => {
      const mean = this.m[i]! / (1 - this.beta1 ** this.t);
      const square = this.v[i]! / (1 - this.beta2 ** this.t);
      const step = (this.lr * mean) / (Math.sqrt(square) + this.eps);
      return value - step;
    });
  }
}
