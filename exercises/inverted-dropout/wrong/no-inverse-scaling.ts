/**
 * Not scaled
 *
 * Who is kept must speak for the silent: divide by 1 − p. As it is, the next layer hears less in training than in the examination.
 *
 * @moment t=noisy-moons.7(dropout=0.5)~noisy-moons.7(dropout=0.5)!no-inverse-scaling&step=40
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
    this.factors = x.map((_, i) => (!training || u[i]! >= p ? 1 : 0));
    const y = x.map((value, i) => value * this.factors[i]!);
    this.back = this.factors;
    return y;
  }

  backward(grad: number[]): number[] {
    return grad.map((value, i) => value * this.back[i]!);
  }
}
