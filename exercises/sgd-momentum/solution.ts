/**
 * Gradient descent with momentum on one array of parameters: v = μ v + g, θ = θ − η v.
 *
 * Source: Sutskever et al., "On the importance of initialization and momentum in deep learning" (2013), in the form of
 * PyTorch's SGD, where η stands outside the velocity.
 */
export class Momentum {
  lr: number;
  private readonly momentum: number;
  private velocity: number[] = [];

  constructor(lr: number, momentum: number) {
    this.lr = lr;
    this.momentum = momentum;
  }

  /** The parameters after one step down. */
  step(theta: number[], grad: number[]): number[] {
    this.velocity = grad.map((g, i) => this.momentum * (this.velocity[i] ?? 0) + g);
    return theta.map((value, i) => value - this.lr * this.velocity[i]!);
  }
}
