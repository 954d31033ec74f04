/** Schedules of the learning rate by name, as a run's knob: a constant rate is one of them, everywhere. */
import { CosineAnnealingLR, halfCosine } from '../optim/CosineAnnealingLR.ts';
import { LambdaLR } from '../optim/LambdaLR.ts';
import type { AnyOptimizer, Scheduler } from '../optim/Scheduler.ts';
import { isSubstituting, runSubstitute, substituteFor } from '../tensor/substitutes.ts';
import { type ChoiceKnob, choice } from './knobs.ts';

const NAMES = ['none', 'linear', 'cosine', 'warmup'] as const;
export type ScheduleName = (typeof NAMES)[number];

/** What a straight fall ends at, as a share of the first rate. */
const LAST_SHARE = 0.1;
/** The share of all steps in which a warm-up rises to the full rate. */
const WARM_SHARE = 0.1;

/** The knob `schedule` with a run's own default. */
export const scheduleKnob = (standard: ScheduleName): ChoiceKnob<ScheduleName> => choice(NAMES, standard);

/**
 * `none`: the rate stays. `linear`: straight down to a tenth. `cosine`: down to 0 along half a cosine. `warmup`: a tenth of the steps up,
 * then the cosine. For `setup.schedulers`.
 */
export function scheduled(name: ScheduleName, optimizer: AnyOptimizer, totalSteps: number): Record<string, Scheduler> {
  if (name === 'none') return {};
  if (name === 'cosine') return { main: new CosineAnnealingLR(optimizer, { tMax: totalSteps }) };
  const warm = Math.max(1, Math.round(WARM_SHARE * totalSteps));
  const lrLambda =
    name === 'linear'
      ? (step: number): number => 1 - (1 - LAST_SHARE) * (step / totalSteps)
      : (step: number): number => warmedUp(step, totalSteps, warm);
  return { main: new LambdaLR(optimizer, { lrLambda }) };
}

/** Share of the full rate at a step: up in a straight line, then half a cosine. Whoever replaces `rateAt` is asked instead. */
function warmedUp(step: number, total: number, warm: number): number {
  const substitute = isSubstituting() ? substituteFor('rateAt') : null;
  if (substitute !== null) return runSubstitute<number>(substitute, [step, total, warm, 1]);
  return step < warm ? (step + 1) / warm : halfCosine(1, 0, (step - warm) / Math.max(1, total - warm));
}
