/**
 * How a recorded run went on after the step that the page opens at: drawn while nothing runs, so that a page which opens at the first step
 * shows more than a dot. As soon as the reader's own run gives numbers, those are drawn.
 */
import type { Ahead, PlayerState } from '../../../player/PlayerState.ts';
import type { StepMetrics } from '../../../player/protocol.ts';

/** Of the steps ahead, how many show before a guess: enough for a curve, too few for where it ends. */
const FIRST_SHARE = 0.03;

/** @param covered is the end an answer that waits for a guess? */
export function aheadSteps(
  ahead: Ahead | null,
  { source, tracks, metrics }: Pick<PlayerState, 'source' | 'tracks' | 'metrics'>,
  covered: boolean,
): readonly StepMetrics[] {
  if (ahead === null || source !== 'recorded' || tracks.length > 1) return [];
  const { losses, accuracies } = ahead;
  const shown = covered ? Math.ceil(FIRST_SHARE * losses.length) : losses.length;
  return losses.slice(0, shown).map((loss, later) => ({
    step: metrics.length + later,
    loss,
    accuracy: accuracies?.[later] ?? Number.NaN,
    metrics: {},
  }));
}
