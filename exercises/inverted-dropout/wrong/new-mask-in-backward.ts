/**
 * Another mask on the way back
 *
 * The gradient passed through new draws: numbers that were silent learned, and some that spoke did not. Keep the mask of the forward pass.
 *
 * @moment t=noisy-moons.7(dropout=0.5)~noisy-moons.7(dropout=0.5)!new-mask-in-backward&step=40
 */

export class Dropout {
  training = true;
  private readonly p: number;
  private draw = 12345;

  constructor(p: number) {
    this.p = p;
  }

  forward(x: number[], u: number[]): number[] {
    if (!this.training) return [...x];
    return x.map((value, i) => (u[i]! >= this.p ? value / (1 - this.p) : 0));
  }

  backward(grad: number[]): number[] {
    if (!this.training) return [...grad];
    return grad.map((value) => {
      // Lehmer's generator: numbers of its own.
      this.draw = (this.draw * 48271) % 2147483647;
      return this.draw / 2147483647 >= this.p ? value / (1 - this.p) : 0;
    });
  }
}
