/** Which examinations were worth keeping the weights: those better than all before. Pure. */
import type { Evaluation } from '../../../player/protocol.ts';

/** What an examination is judged by. */
export const criteria = ['loss', 'accuracy'] as const;
export type Criterion = (typeof criteria)[number];

/**
 * The examinations that were strictly better than every earlier one, in order; the last of them holds. One without the number, or with none
 * that is a number, is never better.
 *
 * @example checkpointsBy(state.evaluations, 'loss').at(-1)?.step // the best, until something better comes
 */
export function checkpointsBy(evaluations: readonly Evaluation[], criterion: Criterion): readonly Evaluation[] {
  const sign = criterion === 'loss' ? 1 : -1; // a loss is to be low
  let best = Number.POSITIVE_INFINITY;
  return evaluations.filter(({ metrics }) => {
    const cost = sign * (metrics[criterion] ?? Number.NaN);
    if (!(cost < best)) return false;
    best = cost;
    return true;
  });
}
