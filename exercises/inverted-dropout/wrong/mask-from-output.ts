/**
 * The mask was read off the output
 *
 * A number that is kept may be 0, and looks silenced. Its gradient passes all the same: keep the mask itself.
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
    this.back = y.map((value) => (value !== 0 || !training ? (training ? 1 / (1 - p) : 1) : 0));
    return y;
  }

  backward(grad: number[]): number[] {
    return grad.map((value, i) => value * this.back[i]!);
  }
}
