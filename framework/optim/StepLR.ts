import { optionsOf, signature } from '../tensor/arguments.ts';
import { type AnyOptimizer, checkFactor, checkSteps, Scheduler } from './Scheduler.ts';

export interface StepLROptions {
  /** Steps from one drop to the next. */
  readonly stepSize: number;
  /** Factor of each drop. Default 0.1. */
  readonly gamma?: number;
}

const call = signature('StepLR', { optimizer: 'optimizer' }, { stepSize: 'number!', gamma: 'number' });

/** A staircase: η = η₀ γ^⌊t / stepSize⌋. Source: PyTorch's torch.optim.lr_scheduler.StepLR. */
export class StepLR extends Scheduler {
  readonly options: Required<StepLROptions>;

  constructor(optimizer: AnyOptimizer, options: StepLROptions) {
    super(optimizer);
    const { stepSize, gamma = 0.1 } = optionsOf(call, [optimizer, options]);
    this.options = {
      stepSize: checkSteps('StepLR', 'stepSize', stepSize),
      gamma: checkFactor('StepLR', 'gamma', gamma),
    };
    this.moveTo(0);
  }

  protected rate(base: number, step: number): number {
    return base * this.options.gamma ** Math.floor(step / this.options.stepSize);
  }
}
