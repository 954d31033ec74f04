import { type AnyOptimizer, checkFactor, Scheduler } from './Scheduler.ts';

export interface ExponentialLROptions {
  /** Factor of each step. */
  readonly gamma: number;
}

/** A smooth decay: η = η₀ γ^t. Source: PyTorch's ExponentialLR. */
export class ExponentialLR extends Scheduler {
  readonly gamma: number;

  constructor(optimizer: AnyOptimizer, { gamma }: ExponentialLROptions) {
    super(optimizer);
    this.gamma = checkFactor('ExponentialLR', 'gamma', gamma);
    this.moveTo(0);
  }

  protected rate(base: number, step: number): number {
    return base * this.gamma ** step;
  }
}
