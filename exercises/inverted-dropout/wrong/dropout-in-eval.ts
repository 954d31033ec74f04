/**
 * Silent in the examination, too
 *
 * Numbers were dropped while `training` was false. In an examination everybody speaks.
 *
 * @moment t=noisy-moons.7(dropout=0.5)~noisy-moons.7(dropout=0.5)!dropout-in-eval&step=40
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
    const { p } = this;
    this.factors = x.map((_, i) => (u[i]! >= p ? 1 / (1 - p) : 0));
    const y = x.map((value, i) => value * this.factors[i]!);
    this.back = this.factors;
    return y;
  }

  backward(grad: number[]): number[] {
    return grad.map((value, i) => value * this.back[i]!);
  }
}
