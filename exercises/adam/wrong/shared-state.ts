/**
 * Two instances share one memory
 *
 * The running means belong to the class or the file, so one array of parameters feels the other's gradients. Give
 * every instance its own.
 *
 * @moment t=valley.7(rule=adam)~valley.7(rule=adam)!shared-state&step=50
 */

const shared = { t: 0, m: [] as number[], v: [] as number[] };

export class Adam {
  lr: number;
  beta1: number;
  beta2: number;
  eps: number;

  constructor(lr: number, beta1: number, beta2: number, eps: number) {
    this.lr = lr;
    this.beta1 = beta1;
    this.beta2 = beta2;
    this.eps = eps;
    Object.assign(shared, { t: 0, m: [], v: [] });
  }

  step(theta: number[], grad: number[]): number[] {
    shared.t += 1;
    shared.m = grad.map((g, i) => this.beta1 * (shared.m[i] ?? 0) + (1 - this.beta1) * g);
    shared.v = grad.map((g, i) => this.beta2 * (shared.v[i] ?? 0) + (1 - this.beta2) * g * g);
    return theta.map((value, i) => {
      const mean = shared.m[i]! / (1 - this.beta1 ** shared.t);
      const square = shared.v[i]! / (1 - this.beta2 ** shared.t);
      return value - (this.lr * mean) / (Math.sqrt(square) + this.eps);
    });
  }
}
