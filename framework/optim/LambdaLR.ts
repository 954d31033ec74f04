import { optionsOf, signature } from '../tensor/arguments.ts';
import { ChalkgradError } from '../tensor/errors.ts';
import { type AnyOptimizer, Scheduler } from './Scheduler.ts';

type Factor = (step: number) => number;

export interface LambdaLROptions {
  /** Factor of the rate at each step, one function for all groups or one for each. */
  readonly lrLambda: Factor | readonly Factor[];
}

const call = signature('LambdaLR', { optimizer: 'optimizer' }, { lrLambda: 'anything!' });

/**
 * Whatever you can write down: η = η₀ λ(t). The function itself is not part of the saved state. Source: PyTorch's LambdaLR.
 *
 * @example new LambdaLR(optimizer, { lrLambda: (step) => 1 / Math.sqrt(step + 1) })
 */
export class LambdaLR extends Scheduler {
  private readonly factors: readonly Factor[];

  constructor(optimizer: AnyOptimizer, options: LambdaLROptions) {
    super(optimizer);
    const { lrLambda } = optionsOf(call, [optimizer, options]);
    this.factors = typeof lrLambda === 'function' ? optimizer.groups.map(() => lrLambda) : lrLambda;
    if (this.factors.length !== optimizer.groups.length) {
      throw new ChalkgradError(
        `LambdaLR: ${this.factors.length} functions for ${optimizer.groups.length} parameter groups`,
        'give one function for all groups, or one for each.',
      );
    }
    this.moveTo(0);
  }

  protected rate(base: number, step: number, group: number): number {
    return base * this.factors[group]!(step);
  }
}
