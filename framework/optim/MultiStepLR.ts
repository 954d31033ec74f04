import { optionsOf, signature } from '../tensor/arguments.ts';
import { type AnyOptimizer, checkFactor, checkSteps, Scheduler } from './Scheduler.ts';

export interface MultiStepLROptions {
  /** Steps at which the rate drops. */
  readonly milestones: readonly number[];
  /** Factor of each drop. Default 0.1. */
  readonly gamma?: number;
}

const call = signature('MultiStepLR', { optimizer: 'optimizer' }, { milestones: 'numberList!', gamma: 'number' });

/** A staircase with its edges where you want them: η = η₀ γ^(milestones passed). Source: PyTorch's MultiStepLR. */
export class MultiStepLR extends Scheduler {
  readonly options: Required<MultiStepLROptions>;

  constructor(optimizer: AnyOptimizer, options: MultiStepLROptions) {
    super(optimizer);
    const { milestones, gamma = 0.1 } = optionsOf(call, [optimizer, options]);
    for (const milestone of milestones) checkSteps('MultiStepLR', 'milestone', milestone);
    this.options = { milestones: [...milestones], gamma: checkFactor('MultiStepLR', 'gamma', gamma) };
    this.moveTo(0);
  }

  protected rate(base: number, step: number): number {
    const { milestones, gamma } = this.options;
    return base * gamma ** milestones.filter((milestone) => milestone <= step).length;
  }
}
