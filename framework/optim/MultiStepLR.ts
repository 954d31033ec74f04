import { type AnyOptimizer, checkFactor, checkSteps, Scheduler } from './Scheduler.ts';

export interface MultiStepLROptions {
  /** Steps at which the rate drops. */
  readonly milestones: readonly number[];
  /** Factor of each drop. Default 0.1. */
  readonly gamma?: number;
}

/** A staircase with its edges where you want them: η = η₀ γ^(milestones passed). Source: PyTorch's MultiStepLR. */
export class MultiStepLR extends Scheduler {
  readonly options: Required<MultiStepLROptions>;

  constructor(optimizer: AnyOptimizer, { milestones, gamma = 0.1 }: MultiStepLROptions) {
    super(optimizer);
    for (const milestone of milestones) checkSteps('MultiStepLR', 'milestone', milestone);
    this.options = { milestones: [...milestones], gamma: checkFactor('MultiStepLR', 'gamma', gamma) };
    this.moveTo(0);
  }

  protected rate(base: number, step: number): number {
    const { milestones, gamma } = this.options;
    return base * gamma ** milestones.filter((milestone) => milestone <= step).length;
  }
}
