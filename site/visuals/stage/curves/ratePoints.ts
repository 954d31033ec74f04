/** Losses over the rates that their steps were made with. */
import type { StepMetrics } from '../../../player/protocol.ts';

export interface RatePoint {
  readonly step: number;
  readonly lr: number;
  readonly loss: number;
}

/** The steps that say their rate, one above zero: it goes on a logarithmic axis. */
export const ratePoints = (metrics: readonly StepMetrics[]): readonly RatePoint[] =>
  metrics.flatMap(({ step, loss, metrics: { lr } }) => (lr !== undefined && lr > 0 ? [{ step, lr, loss }] : []));

/** The lowest loss of all; null where none is a number. */
export const lowestOver = (points: readonly RatePoint[]): RatePoint | null =>
  points.reduce<RatePoint | null>(
    (lowest, point) =>
      Number.isFinite(point.loss) && point.loss < (lowest?.loss ?? Number.POSITIVE_INFINITY) ? point : lowest,
    null,
  );
