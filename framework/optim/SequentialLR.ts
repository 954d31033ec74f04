import { optionsOf, signature } from '../tensor/arguments.ts';
import { ChalkgradError } from '../tensor/errors.ts';
import { type AnyOptimizer, Scheduler } from './Scheduler.ts';

export interface SequentialLROptions {
  /** Schedules on this same optimizer, in order. */
  readonly schedulers: readonly Scheduler[];
  /** Steps at which the next one takes over and starts from its own step 0: one fewer than schedules, rising. */
  readonly milestones: readonly number[];
}

const call = signature('SequentialLR', { optimizer: 'optimizer' }, { schedulers: 'list!', milestones: 'numberList!' });

/**
 * One schedule after the other. Source: PyTorch's SequentialLR.
 *
 * @example
 * const warmUp = new LinearLR(optimizer, { startFactor: 0.1, totalIters: 5 });
 * const cosine = new CosineAnnealingLR(optimizer, { tMax: 95 });
 * new SequentialLR(optimizer, { schedulers: [warmUp, cosine], milestones: [5] });
 */
export class SequentialLR extends Scheduler {
  private readonly schedulers: readonly Scheduler[];
  private readonly milestones: readonly number[];

  constructor(optimizer: AnyOptimizer, options: SequentialLROptions) {
    super(optimizer);
    const { schedulers, milestones } = optionsOf(call, [optimizer, options]);
    const rising = milestones.every(
      (milestone, i) => Number.isInteger(milestone) && milestone > (milestones[i - 1] ?? 0),
    );
    if (schedulers.length !== milestones.length + 1 || !rising) {
      throw new ChalkgradError(
        `SequentialLR: ${schedulers.length} schedules and milestones ${milestones.join(', ')}`,
        'there is one milestone between each two schedules, a whole number of steps, and they rise.',
      );
    }
    if (schedulers.some((scheduler) => scheduler.optimizer !== optimizer)) {
      throw new ChalkgradError(
        'SequentialLR: a schedule belongs to another optimizer',
        'make all of them for this one.',
      );
    }
    this.schedulers = schedulers;
    this.milestones = milestones;
    this.moveTo(0);
  }

  override checkStep(step: number): void {
    super.checkStep(step);
    const { scheduler, since } = this.active(step);
    scheduler.checkStep(since);
  }

  override moveTo(step: number): void {
    super.moveTo(step);
    const { scheduler, since } = this.active(step);
    scheduler.moveTo(since); // it may set more than the rate
  }

  protected rate(_base: number, step: number, group: number): number {
    const { scheduler, since } = this.active(step);
    return scheduler.rateAt(since, group);
  }

  private active(step: number): { scheduler: Scheduler; since: number } {
    const passed = this.milestones.filter((milestone) => milestone <= step);
    return { scheduler: this.schedulers[passed.length]!, since: step - (passed.at(-1) ?? 0) };
  }
}
