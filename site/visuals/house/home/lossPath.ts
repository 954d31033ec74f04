/** The loss from step to step, as a path over the first hundred steps; and where a loss lies in it. Shared by the build and the browser. */
import type { StepMetrics } from '../../../player/protocol.ts';
import { LAST_STEP } from './firstFacts.ts';

/** The field of the curve: a step is one unit wide. */
export const HEIGHT = 40;
/** The dashed line of a guesser lies at this share of the height. */
const GUESS_AT = 0.22;

/** @param guess the loss of a guesser, by which the scale is set */
export function heightOf(loss: number, guess: number): number {
  const perNat = (HEIGHT * (1 - GUESS_AT)) / guess;
  return Math.min(HEIGHT, Math.max(0, HEIGHT - loss * perNat));
}

/** @returns '' where there is no step yet */
export function lossPath(metrics: readonly StepMetrics[], guess: number): string {
  return metrics
    .filter(({ step, loss }) => step <= LAST_STEP && Number.isFinite(loss))
    .map(({ step, loss }, i) => `${i === 0 ? 'M' : 'L'}${step} ${heightOf(loss, guess).toFixed(2)}`)
    .join('');
}
