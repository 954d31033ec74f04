/**
 * Scaled in the examination
 *
 * The way of 2012: silence in training, and multiply by 1 − p in the examination. The means are the same; here training divides, and the examination does nothing.
 *
 * @convention
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
    this.factors = x.map((_, i) => (!training ? 1 - p : u[i]! >= p ? 1 : 0));
    const y = x.map((value, i) => value * this.factors[i]!);
    this.back = this.factors;
    return y;
  }

  backward(grad: number[]): number[] {
    return grad.map((value, i) => value * this.back[i]!);
  }
}
