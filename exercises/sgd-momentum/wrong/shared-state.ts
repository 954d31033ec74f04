/**
 * Two instances share one memory
 *
 * The velocity belongs to the class or the file, so one array of parameters feels the other's gradients. Give every
 * instance its own.
 *
 * @moment t=valley.7(rule=momentum)~valley.7(rule=momentum)!shared-state&step=50
 */

let velocity: number[] = [];

export class Momentum {
  lr: number;
  momentum: number;

  constructor(lr: number, momentum: number) {
    this.lr = lr;
    this.momentum = momentum;
    velocity = [];
  }

  step(theta: number[], grad: number[]): number[] {
    velocity = grad.map((g, i) => this.momentum * (velocity[i] ?? 0) + g);
    return theta.map((value, i) => value - this.lr * velocity[i]!);
  }
}
