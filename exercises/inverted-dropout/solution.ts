/**
 * Inverted dropout: while training each number is silenced with chance p and the rest divided by 1 − p; in an examination all pass.
 *
 * Source: Srivastava et al., "Dropout" (2014), in the inverted form of their §10.
 */
export class Dropout {
  training = true;
  private readonly p: number;
  /** What each number was multiplied by in the last forward. */
  private factors: number[] = [];

  constructor(p: number) {
    this.p = p;
  }

  /** x: n numbers. u: n draws from [0, 1), one for each. Returns n numbers. */
  forward(x: number[], u: number[]): number[] {
    this.factors = x.map((_, i) => (!this.training ? 1 : u[i]! >= this.p ? 1 / (1 - this.p) : 0));
    return x.map((value, i) => value * this.factors[i]!);
  }

  /** The gradient of the output of the last forward, n numbers, to that of its input. */
  backward(grad: number[]): number[] {
    return grad.map((value, i) => value * this.factors[i]!);
  }
}
