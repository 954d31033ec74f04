/**
 * No bias correction
 *
 * Both means start at 0 and are too small at first: your first step is 3.16 times too long with the usual betas.
 * Divide m by 1 − β₁ᵗ and v by 1 − β₂ᵗ.
 *
 * @moment t=spiral-mlp.7~spiral-mlp.7!no-bias-correction&step=20
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
      const mean = this.m[i]!;
      const square = this.v[i]!;
      return value - (this.lr * mean) / (Math.sqrt(square) + this.eps);
    });
  }
}
