/**
 * Divided by p
 *
 * p is the chance to be silenced. The share that is kept is 1 − p: divide by that.
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
    this.factors = x.map((_, i) => (!training ? 1 : u[i]! >= p ? 1 / p : 0));
    const y = x.map((value, i) => value * this.factors[i]!);
    this.back = this.factors;
    return y;
  }

  backward(grad: number[]): number[] {
    return grad.map((value, i) => value * this.back[i]!);
  }
}
