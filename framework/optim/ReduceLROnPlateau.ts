import { optionsOf, signature } from '../tensor/arguments.ts';
import { ChalkgradError } from '../tensor/errors.ts';
import { type AnyOptimizer, checkFactor } from './Scheduler.ts';
import { isCount, isTable, type Refuse, refuserOf, shown } from './savedState.ts';

export interface ReduceLROnPlateauOptions {
  /** 'min': smaller is better (a loss); 'max': larger is better (an accuracy). Default 'min'. */
  readonly mode?: 'min' | 'max';
  /** Factor of each drop, below 1. Default 0.1. */
  readonly factor?: number;
  /** Steps without improvement that are forgiven. Default 10. */
  readonly patience?: number;
  /** How much better counts as better. Default 1e-4. */
  readonly threshold?: number;
  /** 'rel': as a share of the best; 'abs': as a difference. Default 'rel'. */
  readonly thresholdMode?: 'rel' | 'abs';
  /** Steps after a drop during which nothing is counted. Default 0. */
  readonly cooldown?: number;
  /** Never below this. Default 0. */
  readonly minLr?: number;
  /** A drop smaller than this is not made. Default 1e-8. */
  readonly eps?: number;
}

/** Everything needed to continue; plain JSON. */
export interface PlateauState {
  readonly steps: number;
  /** null before the first step. */
  readonly best: number | null;
  readonly badSteps: number;
  readonly cooldownLeft: number;
  readonly rates: readonly number[];
}

const call = signature(
  'ReduceLROnPlateau',
  { optimizer: 'optimizer' },
  {
    mode: 'text',
    factor: 'number',
    patience: 'number',
    threshold: 'number',
    thresholdMode: 'text',
    cooldown: 'number',
    minLr: 'number',
    eps: 'number',
  },
);

/**
 * Lowers the rate when a measured number stops getting better. It has no formula in the step, so it stands beside the schedules.
 * Source: PyTorch's ReduceLROnPlateau.
 *
 * @example plateau.step(validationLoss); // once an epoch
 */
export class ReduceLROnPlateau {
  readonly optimizer: AnyOptimizer;
  readonly options: Required<ReduceLROnPlateauOptions>;
  private steps = 0;
  private best: number | null = null;
  private badSteps = 0;
  private cooldownLeft = 0;

  constructor(optimizer: AnyOptimizer, options: ReduceLROnPlateauOptions = {}) {
    this.optimizer = optimizer;
    this.options = {
      mode: 'min',
      factor: 0.1,
      patience: 10,
      threshold: 1e-4,
      thresholdMode: 'rel',
      cooldown: 0,
      minLr: 0,
      eps: 1e-8,
      ...optionsOf(call, [optimizer, options]),
    };
    this.checkOptions();
  }

  private checkOptions(): void {
    const { mode, factor, patience, thresholdMode, cooldown, ...limits } = this.options;
    const name = 'ReduceLROnPlateau';
    for (const [limit, value] of Object.entries({ factor, ...limits })) checkFactor(name, limit, value);
    const isCount = (n: unknown): boolean => Number.isInteger(n) && (n as number) >= 0;
    if (!isCount(patience) || !isCount(cooldown)) {
      throw new ChalkgradError(
        `${name}: patience = ${patience}, cooldown = ${cooldown}`,
        'both are whole numbers of steps, at least 0.',
      );
    }
    if (!['min', 'max'].includes(mode) || !['rel', 'abs'].includes(thresholdMode)) {
      throw new ChalkgradError(
        `${name}: mode '${mode}', thresholdMode '${thresholdMode}'`,
        "mode is 'min' or 'max', thresholdMode 'rel' or 'abs'.",
      );
    }
    if (!(factor < 1)) {
      throw new ChalkgradError(
        `ReduceLROnPlateau: factor = ${factor} would not reduce anything`,
        'it must be below 1.',
      );
    }
  }

  /** Tell it how well training goes; it decides. NaN counts as no progress. Errors: something else than a number. */
  step(metric: number): void {
    if (typeof metric !== 'number') {
      throw new ChalkgradError(
        `ReduceLROnPlateau: step was given ${metric === undefined ? 'nothing' : typeof metric}, it needs a number`,
        'give it what you measured, as a number: step(await loss.item()).',
      );
    }
    this.steps++;
    if (this.isBetter(metric)) {
      this.best = metric;
      this.badSteps = 0;
    } else this.badSteps++;
    if (this.cooldownLeft > 0) {
      this.cooldownLeft--;
      this.badSteps = 0;
    }
    if (this.badSteps > this.options.patience) {
      this.reduce();
      this.cooldownLeft = this.options.cooldown;
      this.badSteps = 0;
    }
  }

  private isBetter(metric: number): boolean {
    const { mode, threshold, thresholdMode } = this.options;
    if (this.best === null) return !Number.isNaN(metric);
    const sign = mode === 'min' ? -1 : 1;
    const goal = thresholdMode === 'rel' ? this.best * (1 + sign * threshold) : this.best + sign * threshold;
    return mode === 'min' ? metric < goal : metric > goal;
  }

  private reduce(): void {
    const { factor, minLr, eps } = this.options;
    for (const group of this.optimizer.groups) {
      const { lr } = group.settings;
      const lower = Math.max(lr * factor, minLr);
      if (lr - lower > eps) group.settings = { ...group.settings, lr: lower };
    }
  }

  /** The rate of each group now. */
  getLastLr(): number[] {
    return this.optimizer.groups.map((group) => group.settings.lr);
  }

  stateDict(): PlateauState {
    const { steps, best, badSteps, cooldownLeft } = this;
    return { steps, best, badSteps, cooldownLeft, rates: this.getLastLr() };
  }

  /** Would `loadStateDict` take this state? Throws what it would throw; changes nothing. */
  checkStateDict(state: PlateauState): void {
    const { groups } = this.optimizer;
    const refuse: Refuse = refuserOf('ReduceLROnPlateau', 'build the same optimizer before loading.');
    if (!isTable(state) || !Array.isArray(state.rates)) refuse('does not have rates');
    const { best, rates, ...counts } = state;
    if (rates.length !== groups.length) refuse(`has ${rates.length} groups, this optimizer ${groups.length}`);
    for (const rate of rates) checkFactor('ReduceLROnPlateau', 'saved rate', rate);
    for (const name of ['steps', 'badSteps', 'cooldownLeft'] as const)
      if (!isCount(counts[name])) refuse(`has ${name} = ${shown(counts[name])}`);
    if (best !== null && (typeof best !== 'number' || Number.isNaN(best))) refuse(`has best = ${shown(best)}`);
  }

  /** Stand where a saved one stood; also sets the optimizer's rates. Everything is checked before anything is changed. */
  loadStateDict(state: PlateauState): void {
    this.checkStateDict(state);
    const { groups } = this.optimizer;
    this.steps = state.steps;
    this.best = state.best;
    this.badSteps = state.badSteps;
    this.cooldownLeft = state.cooldownLeft;
    for (const [i, group] of groups.entries()) group.settings = { ...group.settings, lr: state.rates[i]! };
  }
}
