import { optionsOf, signature } from '../tensor/arguments.ts';
import { halfCosine } from './CosineAnnealingLR.ts';
import { type AnyOptimizer, checkFactor, checkSteps, Scheduler } from './Scheduler.ts';

export interface CosineAnnealingWarmRestartsOptions {
  /** Steps of the first descent. */
  readonly t0: number;
  /** Each descent is this many times as long as the one before. Default 1. */
  readonly tMult?: number;
  /** The lowest rate. Default 0. */
  readonly etaMin?: number;
}

const call = signature(
  'CosineAnnealingWarmRestarts',
  { optimizer: 'optimizer' },
  { t0: 'number!', tMult: 'number', etaMin: 'number' },
);

/** Half a cosine down, then straight back up, again and again. Source: Loshchilov & Hutter, "SGDR" (2017), equation 5. */
export class CosineAnnealingWarmRestarts extends Scheduler {
  readonly options: Required<CosineAnnealingWarmRestartsOptions>;

  constructor(optimizer: AnyOptimizer, options: CosineAnnealingWarmRestartsOptions) {
    super(optimizer);
    const { t0, tMult = 1, etaMin = 0 } = optionsOf(call, [optimizer, options]);
    const name = 'CosineAnnealingWarmRestarts';
    this.options = {
      t0: checkSteps(name, 't0', t0),
      tMult: checkSteps(name, 'tMult', tMult),
      etaMin: checkFactor(name, 'etaMin', etaMin),
    };
    this.moveTo(0);
  }

  protected rate(base: number, step: number): number {
    const { t0, tMult, etaMin } = this.options;
    let [since, length] = [step, t0];
    while (since >= length) {
      since -= length;
      length *= tMult;
    }
    return halfCosine(base, etaMin, since / length);
  }
}
