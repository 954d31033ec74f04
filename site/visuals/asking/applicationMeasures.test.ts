import { beforeAll, describe, expect, it } from 'vitest';
import { loadSimd } from '#framework';
import type { TrackState } from '../../player/PlayerState.ts';
import type { RunInfo, StepTrace } from '../../player/protocol.ts';
import { stepOf } from '../parts/cells/recordedStep.ts';
import { applicationMeasures } from './applicationMeasures.ts';

const info = { totalSteps: 150, config: {} } as unknown as RunInfo;
const stateOf = (trace: StepTrace | null, errors: readonly (readonly [step: number, rmse: number])[][] = []) => ({
  trace,
  info,
  metrics: [],
  tracks: errors.map(
    (looks) => ({ info, evaluations: looks.map(([step, rmse]) => ({ step, metrics: { rmse } })) }) as unknown as TrackState, // biome-ignore format: one line reads better
  ),
});

beforeAll(async () => {
  await loadSimd();
});

describe('applicationMeasures', () => {
  it('know a leak by the noise, once the second track is done', () => {
    const honest = [[25, 0.4], [150, 0.144]] as const; // biome-ignore format: a table
    expect(applicationMeasures['below-the-noise'](stateOf(null, [[...honest]]))).toBeNull();
    expect(applicationMeasures['below-the-noise'](stateOf(null, [[...honest], [[125, 0.05]]]))).toBeNull();
    expect(applicationMeasures['below-the-noise'](stateOf(null, [[...honest], [[150, 0.052]]]))).toBe(0);
    expect(applicationMeasures['below-the-noise'](stateOf(null, [[...honest], [[150, 0.13]]]))).toBe(1);
    expect(applicationMeasures['rmse-of-second'](stateOf(null, [[...honest], [[150, 0.052]]]))).toBe(0.052);
  });

  it('find the filter that found the motif, and nothing in a run without filters', async () => {
    const motif = stateOf(await stepOf('motif-cnn', 629));
    expect(applicationMeasures['filter-that-found-it'](motif)).toBe(0);
    expect(applicationMeasures['first-correlation'](motif)).toBeGreaterThan(
      applicationMeasures['second-correlation'](motif)!,
    );
    expect(applicationMeasures['filter-that-found-it'](stateOf(await stepOf('sine-gru', 0)))).toBeNull();
  }, 60_000);

  // Of the storyboard, measured by an independent program: 751 at one half, least 431 at 0.848.
  it('find the cheapest line', async () => {
    const loan = stateOf(await stepOf('credit-logistic', 629, ['applicants']));
    expect(applicationMeasures['cost-at-half'](loan)).toBeCloseTo(751, -1);
    expect(applicationMeasures['least-cost'](loan)).toBeCloseTo(431, -1);
    expect(applicationMeasures['cheapest-line'](loan)).toBeCloseTo(0.848, 1);
    expect(applicationMeasures['cheapest-line'](stateOf(null))).toBeNull();
  }, 60_000);
});
