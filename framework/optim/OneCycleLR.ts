import { optionsOf, signature } from '../tensor/arguments.ts';
import { ChalkgradError } from '../tensor/errors.ts';
import { halfCosine } from './CosineAnnealingLR.ts';
import { type AnyOptimizer, checkFactor, checkSteps, Scheduler } from './Scheduler.ts';

export interface OneCycleLROptions {
  /** The rate at the top, one for all groups or one for each. */
  readonly maxLr: number | readonly number[];
  /** Steps of the whole cycle: `step()` is called after each batch, so many times. */
  readonly totalSteps: number;
  /** Share of the cycle spent going up. Default 0.3. */
  readonly pctStart?: number;
  /** How to go from one rate to the next. Default 'cos'. */
  readonly annealStrategy?: 'cos' | 'linear';
  /** Move momentum (or the first beta) against the rate. Default true. */
  readonly cycleMomentum?: boolean;
  /** Momentum at the top. Default 0.85. */
  readonly baseMomentum?: number;
  /** Momentum at both ends. Default 0.95. */
  readonly maxMomentum?: number;
  /** The cycle starts at maxLr / divFactor. Default 25. */
  readonly divFactor?: number;
  /** It ends at its start divided by this. Default 10 000. */
  readonly finalDivFactor?: number;
  /** Come down as slowly as it went up, and only then go to the final rate. Default false. */
  readonly threePhase?: boolean;
}

/** What a rule may have besides lr. */
interface Momenta {
  readonly lr: number;
  readonly momentum?: number;
  readonly betas?: readonly [number, number];
}

interface Phase {
  readonly end: number;
  readonly from: Stop;
  readonly to: Stop;
}

/** The three rates a cycle passes. */
type Stop = 'start' | 'top' | 'end';

const call = signature(
  'OneCycleLR',
  { optimizer: 'optimizer' },
  {
    maxLr: 'anything!',
    totalSteps: 'number!',
    pctStart: 'number',
    annealStrategy: 'text',
    cycleMomentum: 'boolean',
    baseMomentum: 'number',
    maxMomentum: 'number',
    divFactor: 'number',
    finalDivFactor: 'number',
    threePhase: 'boolean',
  },
);

/**
 * One mountain: up to a rate that would be too high for long, down far below where it started, with momentum going the other
 * way. The optimizer's own rate plays no part. After the last of its steps the rate stays what it was (PyTorch's would go on along the curve,
 * unused); one more is an error. Source: Smith & Topin, "Super-convergence" (2018); details as in PyTorch's OneCycleLR.
 *
 * @example
 * const schedule = new OneCycleLR(optimizer, { maxLr: 0.1, totalSteps: epochs * loader.length });
 * // after each batch: optimizer.step(); schedule.step();
 */
export class OneCycleLR extends Scheduler {
  readonly options: Required<OneCycleLROptions>;
  private readonly tops: readonly number[];
  private readonly phases: readonly Phase[];

  constructor(optimizer: AnyOptimizer, options: OneCycleLROptions) {
    super(optimizer);
    this.options = {
      pctStart: 0.3,
      annealStrategy: 'cos',
      cycleMomentum: true,
      baseMomentum: 0.85,
      maxMomentum: 0.95,
      divFactor: 25,
      finalDivFactor: 1e4,
      threePhase: false,
      ...optionsOf(call, [optimizer, options]),
    };
    checkOptions(this.options);
    const { maxLr } = this.options;
    this.tops = typeof maxLr === 'number' ? optimizer.groups.map(() => maxLr) : maxLr;
    if (this.tops.length !== optimizer.groups.length) {
      throw new ChalkgradError(
        `OneCycleLR: ${this.tops.length} rates for ${optimizer.groups.length} parameter groups`,
        'give one maxLr for all groups, or one for each.',
      );
    }
    for (const top of this.tops) checkFactor('OneCycleLR', 'maxLr', top);
    this.phases = phasesOf(this.options);
    this.moveTo(0);
  }

  override checkStep(step: number): void {
    super.checkStep(step);
    if (step > this.options.totalSteps) {
      throw new ChalkgradError(
        `OneCycleLR: step ${step} lies beyond the cycle of ${this.options.totalSteps} steps`,
        'totalSteps is the number of batches in all epochs together; make it large enough.',
      );
    }
  }

  override moveTo(step: number): void {
    this.checkStep(step);
    if (this.options.cycleMomentum) this.setMomenta(step);
    super.moveTo(step);
  }

  protected rate(_base: number, step: number, group: number): number {
    const top = this.tops[group]!;
    const start = top / this.options.divFactor;
    return this.along(step, { start, top, end: start / this.options.finalDivFactor });
  }

  private setMomenta(step: number): void {
    const { baseMomentum: top, maxMomentum: end } = this.options;
    const momentum = this.along(step, { start: end, top, end });
    for (const group of this.optimizer.groups) {
      const settings: Momenta = group.settings;
      if (settings.betas === undefined && settings.momentum === undefined) {
        throw new ChalkgradError(
          `OneCycleLR: ${this.optimizer.constructor.name} has no momentum to cycle`,
          'use SGD or a rule with betas, or set cycleMomentum: false.',
        );
      }
      const changed: Momenta =
        settings.betas === undefined
          ? { ...settings, momentum }
          : { ...settings, betas: [momentum, settings.betas[1]] };
      group.settings = changed;
    }
  }

  /** Where the cycle stands at a step, between its three stops. */
  private along(step: number, at: Readonly<Record<Stop, number>>): number {
    const found = this.phases.findIndex((phase) => step <= phase.end);
    const place = found < 0 ? this.phases.length - 1 : found;
    const { end, from, to } = this.phases[place]!;
    const begin = place === 0 ? 0 : this.phases[place - 1]!.end;
    const share = end > begin ? Math.min(1, (step - begin) / (end - begin)) : 1; // a phase of no length is over at once
    return this.options.annealStrategy === 'cos'
      ? halfCosine(at[from], at[to], share)
      : at[from] + (at[to] - at[from]) * share;
  }
}

function checkOptions({
  totalSteps,
  pctStart,
  annealStrategy,
  threePhase,
  ...rest
}: Required<OneCycleLROptions>): void {
  checkSteps('OneCycleLR', 'totalSteps', totalSteps);
  if (!(pctStart >= 0 && pctStart <= (threePhase ? 0.5 : 1))) {
    throw new ChalkgradError(
      `OneCycleLR: pctStart = ${pctStart} is not a share${threePhase ? ' that leaves room for the way down' : ''}`,
      threePhase
        ? 'with threePhase it is a number from 0 to 0.5: down takes as long as up.'
        : 'it is a number from 0 to 1.',
    );
  }
  if (annealStrategy !== 'cos' && annealStrategy !== 'linear') {
    throw new ChalkgradError(`OneCycleLR: annealStrategy '${String(annealStrategy)}'`, "it is 'cos' or 'linear'.");
  }
  if (!(rest.divFactor > 0 && rest.finalDivFactor > 0)) {
    throw new ChalkgradError(
      `OneCycleLR: divFactor = ${rest.divFactor}, finalDivFactor = ${rest.finalDivFactor}`,
      'rates are divided by them: use numbers above 0.',
    );
  }
  const isMomentum = (value: number): boolean => value >= 0 && value < 1;
  if (rest.cycleMomentum && !(isMomentum(rest.baseMomentum) && isMomentum(rest.maxMomentum))) {
    throw new ChalkgradError(
      `OneCycleLR: baseMomentum = ${rest.baseMomentum}, maxMomentum = ${rest.maxMomentum}`,
      'a momentum is at least 0 and below 1.',
    );
  }
}

function phasesOf({ pctStart, totalSteps, threePhase }: Required<OneCycleLROptions>): Phase[] {
  const peak = pctStart * totalSteps - 1;
  return threePhase
    ? [
        { end: peak, from: 'start', to: 'top' },
        { end: 2 * pctStart * totalSteps - 2, from: 'top', to: 'start' },
        { end: totalSteps - 1, from: 'start', to: 'end' },
      ]
    : [
        { end: peak, from: 'start', to: 'top' },
        { end: totalSteps - 1, from: 'top', to: 'end' },
      ];
}
