import { optionsOf, signature } from '../tensor/arguments.ts';
import { type AnyOptimizer, checkFactor, checkSteps, Scheduler } from './Scheduler.ts';

export interface CosineAnnealingLROptions {
  /** Steps from the highest rate down to the lowest. */
  readonly tMax: number;
  /** The lowest rate. Default 0. */
  readonly etaMin?: number;
}

const call = signature('CosineAnnealingLR', { optimizer: 'optimizer' }, { tMax: 'number!', etaMin: 'number' });

/**
 * Down along half a cosine, and up again if it goes on: η = η_min + ½ (η₀ - η_min)(1 + cos(π t / T)).
 * Source: Loshchilov & Hutter, "SGDR" (2017), equation 5, without restarts.
 *
 * @example new CosineAnnealingLR(optimizer, { tMax: epochs })
 */
export class CosineAnnealingLR extends Scheduler {
  readonly options: Required<CosineAnnealingLROptions>;

  constructor(optimizer: AnyOptimizer, options: CosineAnnealingLROptions) {
    super(optimizer);
    const { tMax, etaMin = 0 } = optionsOf(call, [optimizer, options]);
    const name = 'CosineAnnealingLR';
    this.options = { tMax: checkSteps(name, 'tMax', tMax), etaMin: checkFactor(name, 'etaMin', etaMin) };
    this.moveTo(0);
  }

  protected rate(base: number, step: number): number {
    return halfCosine(base, this.options.etaMin, step / this.options.tMax);
  }
}

/** From `start` (share 0) to `end` (share 1) along half a cosine. */
export const halfCosine = (start: number, end: number, share: number): number =>
  end + ((start - end) / 2) * (1 + Math.cos(Math.PI * share));
