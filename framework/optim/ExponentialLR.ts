import { optionsOf, signature } from '../tensor/arguments.ts';
import { type AnyOptimizer, checkFactor, Scheduler } from './Scheduler.ts';

export interface ExponentialLROptions {
  /** Factor of each step. */
  readonly gamma: number;
}

const call = signature('ExponentialLR', { optimizer: 'optimizer' }, { gamma: 'number!' });

/** A smooth decay: η = η₀ γ^t. Source: PyTorch's ExponentialLR. */
export class ExponentialLR extends Scheduler {
  readonly gamma: number;

  constructor(optimizer: AnyOptimizer, options: ExponentialLROptions) {
    super(optimizer);
    const { gamma } = optionsOf(call, [optimizer, options]);
    this.gamma = checkFactor('ExponentialLR', 'gamma', gamma);
    this.moveTo(0);
  }

  protected rate(base: number, step: number): number {
    return base * this.gamma ** step;
  }
}
