/** The numbers of a learning curve, wherever they come from: a recording, or a training that is under way. */
import type { LiveState } from '../../../player/curve/LiveRun.ts';
import { lossNames, type RunCurve, unpackCurve } from '../../../player/curve/RunCurve.ts';
import type { Evaluation } from '../../../player/protocol.ts';
import type { CurvePoint } from '../../parts/curves/thinCurve.ts';

export interface CurveNumbers {
  /** By the run's own names for them. */
  readonly losses: Readonly<Record<string, readonly CurvePoint[]>>;
  readonly evaluations: readonly Evaluation[];
}

export const recordedNumbers = ({ losses, evaluations }: Pick<RunCurve, 'losses' | 'evaluations'>): CurveNumbers => ({
  losses: Object.fromEntries(Object.entries(losses).map(([name, curve]) => [name, unpackCurve(curve)])),
  evaluations,
});

export const liveNumbers = ({ steps, evaluations }: Pick<LiveState, 'steps' | 'evaluations'>): CurveNumbers => ({
  losses: Object.fromEntries(
    lossNames(steps[0]?.metrics ?? {}).map((name) => [
      name,
      steps.map(({ step, metrics }) => ({ step, value: metrics[name] ?? Number.NaN })),
    ]),
  ),
  evaluations,
});

/**
 * How far two passes of the same run are apart: the largest difference of a loss between the recorded points and the live ones of the
 * same step, as a share of the recorded value. Recorded numbers are rounded, so two equal passes still differ by half of the fifth digit.
 */
export function largestGap(recorded: CurveNumbers, live: CurveNumbers): number {
  let gap = 0;
  for (const [name, points] of Object.entries(recorded.losses)) {
    const made = new Map(live.losses[name]?.map((point) => [point.step, point.value]));
    for (const { step, value } of points) {
      const now = made.get(step);
      if (now === undefined || !Number.isFinite(value) || value === 0) continue;
      gap = Math.max(gap, Math.abs(now - value) / Math.abs(value));
    }
  }
  return gap;
}
