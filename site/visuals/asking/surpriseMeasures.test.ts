import { describe, expect, it } from 'vitest';
import { findRun } from '#framework';
import type { TrackState } from '../../player/PlayerState.ts';
import type { StepMetrics, StepTrace } from '../../player/protocol.ts';
import { Timeline } from '../../player/Timeline.ts';
import type { TrackSpec } from '../../player/TrackSpec.ts';
import { parseTrack } from '../../player/trackText.ts';
import { stepOf } from '../parts/cells/recordedStep.ts';
import type { Measured } from './Measure.ts';
import { surpriseMeasures, USUAL_SPREAD } from './surpriseMeasures.ts';

/** Tracks at a step, as the page has them. */
async function at(texts: readonly string[], step: number): Promise<Measured> {
  const metrics: StepMetrics[][] = texts.map(() => []);
  const nothing = (): void => {};
  const timeline = await Timeline.open(
    texts.map((text) => parseTrack(text) as TrackSpec),
    {
      onMetrics: (track, entry) => metrics[track]!.push(entry),
      onEvaluation: nothing,
      onKeyframe: nothing,
      onEnding: nothing,
    },
    { keepWhole: Number.POSITIVE_INFINITY },
  );
  const traces = (await timeline.show(step)) ?? [];
  const tracks = timeline.tracks.map(
    ({ info }, i) =>
      ({ info, trace: traces[i] ?? null, metrics: metrics[i]!, evaluations: [] }) as unknown as TrackState,
  );
  return { trace: traces[0] as StepTrace, info: tracks[0]!.info, metrics: metrics[0]!, tracks };
}

describe('surpriseMeasures', () => {
  it('knows the pull at the first step, one half over m, and only there', async () => {
    const of = async (step: number) => surpriseMeasures['first-pull'](await at(['clouds-logistic.7'], step));
    expect(await of(0)).toBeCloseTo(0.5 / 200, 8);
    expect(await of(1)).toBeNull();
  });

  it('from a wrong start: cross-entropy is right after 20 updates, the squared error not even at 200', async () => {
    const tracks = ['clouds-logistic.7(start=wrong)', 'clouds-logistic.7(start=wrong)!mse-for-classification'];
    const early = await at(tracks, 10);
    expect(surpriseMeasures['updates-to-right'](early)).toBeNull();
    expect(surpriseMeasures['second-right-at-last'](early)).toBeNull();
    const late = await at(tracks, 199);
    expect(surpriseMeasures['updates-to-right'](late)).toBe(20);
    expect(surpriseMeasures['second-right-at-last'](late)).toBeCloseTo(0.06, 12);
  });

  it('weights grow on where a line separates all, and come to rest where clouds overlap', async () => {
    const tracks = ['clouds-logistic.7(updates=1000)', 'clouds-logistic.7(std=0.3,updates=1000)'];
    expect(surpriseMeasures['who-still-grows'](await at(tracks, 500))).toBeNull();
    expect(surpriseMeasures['who-still-grows'](await at(tracks, 999))).toBe(1);
  });

  it('the weights point at the dots; the best ones are those of the run’s clouds', async () => {
    const trace = await stepOf('clouds-logistic', 5, ['probabilities', 'decisionMap', 'plane']);
    const state = { trace, info: { config: {} }, metrics: [], tracks: [] } as unknown as Measured;
    expect(surpriseMeasures['weights-point-at'](state)).toBe(0);
    expect(surpriseMeasures['line-first-weight'](state)!).toBeGreaterThan(0);
    const std = findRun('clouds-logistic').knobs['std'] as { readonly default: number };
    expect(USUAL_SPREAD).toBe(std.default);
    expect(surpriseMeasures['best-first-weight'](state)).toBeCloseTo(4.08, 2);
    const wide = { ...state, info: { config: { knobs: 'lr=1;std=1' } } } as unknown as Measured;
    expect(surpriseMeasures['best-second-weight'](wide)).toBe(1);
  });

  it('lending to everybody is right as often as people repay', async () => {
    const trace = await stepOf('credit-logistic', 3, ['examined']);
    const state = { trace, info: {}, metrics: [], tracks: [] } as unknown as Measured;
    expect(surpriseMeasures['always-yes'](state)).toBeCloseTo(0.596, 3);
    expect(surpriseMeasures.examined(state)).toBe(4000);
  });
});
