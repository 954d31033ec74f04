import { optionsOf, signature } from '../tensor/arguments.ts';
import { type AnyOptimizer, checkFactor, checkSteps, Scheduler } from './Scheduler.ts';

export interface LinearLROptions {
  /** Share of the rate to start with. Default 1/3. */
  readonly startFactor?: number;
  /** Share of the rate to end with. Default 1. */
  readonly endFactor?: number;
  /** Steps until the end is reached; it stays there. Default 5. */
  readonly totalIters?: number;
}

const call = signature(
  'LinearLR',
  { optimizer: 'optimizer' },
  { startFactor: 'number', endFactor: 'number', totalIters: 'number' },
);

/**
 * A straight line from one share of the rate to another: a warm-up. Source: PyTorch's LinearLR; warm-up after Goyal et al. (2017), §2.2.
 *
 * @example new LinearLR(optimizer, { startFactor: 0.01, totalIters: 500 })
 */
export class LinearLR extends Scheduler {
  readonly options: Required<LinearLROptions>;

  constructor(optimizer: AnyOptimizer, options: LinearLROptions = {}) {
    super(optimizer);
    const { startFactor = 1 / 3, endFactor = 1, totalIters = 5 } = optionsOf(call, [optimizer, options]);
    checkFactor('LinearLR', 'startFactor', startFactor);
    checkFactor('LinearLR', 'endFactor', endFactor);
    this.options = { startFactor, endFactor, totalIters: checkSteps('LinearLR', 'totalIters', totalIters) };
    this.moveTo(0);
  }

  protected rate(base: number, step: number): number {
    const { startFactor, endFactor, totalIters } = this.options;
    return base * (startFactor + (endFactor - startFactor) * (Math.min(step, totalIters) / totalIters));
  }
}
