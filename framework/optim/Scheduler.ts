/**
 * What all learning-rate schedules share: a counter of steps and the rates they are measured from. A schedule is a formula, the
 * rate as a function of the step: it can be drawn without training, and its whole state is the counter. (PyTorch multiplies
 * the last rate instead; the numbers agree. The one difference: two schedules on one optimizer do not compose, the later
 * `step()` wins. Chain them with SequentialLR.)
 */

import { checkPlace, checkWritten, named, signature } from '../tensor/arguments.ts';
import { ChalkgradError } from '../tensor/errors.ts';
import { answerOtherSpellings } from '../tensor/otherSpellings.ts';
import type { Optimizer } from './Optimizer.ts';
import { GREATEST_RATE, isCount, isTable, type Refuse, refuserOf, shown } from './savedState.ts';

/** Any learning rule; what besides lr it has is its own business. */
export type AnyOptimizer = Optimizer<{ lr: number }>;

/** Everything needed to continue; plain JSON. */
export interface SchedulerState {
  readonly steps: number;
  /** Rate of each group before any schedule. */
  readonly baseRates: readonly number[];
}

const call = signature('Scheduler', { optimizer: 'optimizer' });

const methods = {
  rateAt: signature('Scheduler.rateAt', { step: 'size', group: 'size' }),
};

/** Of a method that takes a step's number. */
export const stepCall = signature('Scheduler', { step: 'size' });

export abstract class Scheduler {
  readonly optimizer: AnyOptimizer;
  /** Calls of `step()` so far. */
  protected steps = 0;

  constructor(optimizer: AnyOptimizer) {
    checkPlace(named(call, new.target.name), 0, optimizer);
    checkWritten(this, 'rate');
    this.optimizer = optimizer;
    for (const group of optimizer.groups) group.initialLr ??= group.settings.lr;
  }

  /** The rate after `step` steps of a group whose own rate is `base`. */
  protected abstract rate(base: number, step: number, group: number): number;

  /**
   * The rate after `step` steps, without going there: a schedule can be plotted before training. Default: the first group.
   *
   * Errors: no such group; a step below 0.
   */
  rateAt(step: number, group = 0): number {
    checkPlace(methods.rateAt, 0, step);
    checkPlace(methods.rateAt, 1, group);
    const base = this.optimizer.groups[group]?.initialLr ?? null;
    if (base === null || !(step >= 0)) {
      throw new ChalkgradError(
        `${this.constructor.name}: there is no rate of group ${group} at step ${step}`,
        `steps and groups are numbered from 0; there are ${this.optimizer.groups.length} groups.`,
      );
    }
    return this.rate(base, step, group);
  }

  /** Move on by one step: call it after `optimizer.step()`, once an epoch or once a batch as the schedule is meant. */
  step(): void {
    this.moveTo(this.steps + 1);
  }

  /**
   * Stand at a step and set every group's rate. Constructors call it with 0, once their own fields are there.
   *
   * Errors: a rate that would be NaN, infinite or below 0; nothing is changed then.
   */
  moveTo(step: number): void {
    checkPlace(stepCall, 0, step);
    const { groups } = this.optimizer;
    const rates = groups.map((_, i) => this.rateAt(step, i));
    const wrong = rates.find((rate) => !(rate >= 0 && rate < Number.POSITIVE_INFINITY));
    if (wrong !== undefined) {
      throw new ChalkgradError(
        `${this.constructor.name}: the rate of step ${step} would be ${wrong}`,
        `a rate is a finite number of at least 0; it starts from ${groups.map((group) => group.initialLr).join(', ')}.`,
      );
    }
    this.steps = step;
    for (const [i, group] of groups.entries()) group.settings = { ...group.settings, lr: rates[i]! };
  }

  /** The rate of each group now. */
  getLastLr(): number[] {
    return this.optimizer.groups.map((group) => group.settings.lr);
  }

  stateDict(): SchedulerState {
    return { steps: this.steps, baseRates: this.optimizer.groups.map((group) => group.initialLr!) };
  }

  /** Can this schedule stand at that step? A schedule that ends says no. */
  checkStep(step: number): void {
    checkPlace(stepCall, 0, step);
  }

  /** Would `loadStateDict` take this state? Throws what it would throw; changes nothing. */
  checkStateDict(state: SchedulerState): void {
    const { groups } = this.optimizer;
    const refuse: Refuse = refuserOf(
      this.constructor.name,
      'build the same optimizer and the same schedule before loading.',
    );
    if (!isTable(state) || !Array.isArray(state.baseRates)) refuse('does not have steps and baseRates');
    const { steps, baseRates } = state;
    if (baseRates.length !== groups.length || !isCount(steps)) {
      refuse(`stands at step ${shown(steps)} of ${baseRates.length} groups, this optimizer has ${groups.length}`);
    }
    for (const rate of baseRates) {
      checkFactor(this.constructor.name, 'saved rate', rate);
      if (rate > GREATEST_RATE) refuse(`starts from the rate ${rate}`);
    }
    this.checkStep(steps);
    groups.forEach((_, i) => {
      checkFactor(this.constructor.name, `rate of step ${steps}`, this.rate(baseRates[i]!, steps, i));
    });
  }

  /** Stand where a saved schedule stood; also sets the optimizer's rates. Everything is checked before anything is changed. */
  loadStateDict(state: SchedulerState): void {
    this.checkStateDict(state);
    const { groups } = this.optimizer;
    const { steps, baseRates } = state;
    const before = groups.map((group) => group.initialLr);
    for (const [i, group] of groups.entries()) group.initialLr = baseRates[i]!;
    try {
      this.moveTo(steps);
    } catch (error) {
      for (const [i, group] of groups.entries()) group.initialLr = before[i]!;
      throw error;
    }
  }
}

/** Step counts of a schedule: whole and at least 1. */
export function checkSteps(schedule: string, name: string, value: number): number {
  if (!Number.isInteger(value) || value < 1) {
    throw new ChalkgradError(
      `${schedule}: ${name} = ${value} is not a number of steps`,
      'use a whole number of at least 1.',
    );
  }
  return value;
}

/** Factors of a rate, lowest rates: finite and at least 0. */
export function checkFactor(schedule: string, name: string, value: number): number {
  if (!(typeof value === 'number' && value >= 0 && value < Number.POSITIVE_INFINITY)) {
    throw new ChalkgradError(
      `${schedule}: ${name} = ${typeof value === 'string' ? value : shown(value)} would not leave a rate`,
      'use a finite number of at least 0.',
    );
  }
  return value;
}

answerOtherSpellings('Scheduler', Scheduler.prototype);
