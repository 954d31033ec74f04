import { beforeAll, describe, expect, it } from 'vitest';
import { loadSimd } from '#framework';
import type { TrackState } from '../../player/PlayerState.ts';
import type { RunInfo, StepTrace } from '../../player/protocol.ts';
import { stepOf } from '../parts/cells/recordedStep.ts';
import { playerMeasures } from './playerMeasures.ts';

const info = { totalSteps: 3000 } as RunInfo;
const stateOf = (trace: StepTrace | null, served: readonly Readonly<Record<number, number>>[] = []) => ({
  trace,
  info,
  metrics: [],
  tracks: served.map(
    (looks) =>
      ({
        info,
        evaluations: Object.entries(looks).map(([step, modes]) => ({ step: Number(step), metrics: { modes } })),
      }) as unknown as TrackState,
  ),
});

let first: StepTrace;
beforeAll(async () => {
  await loadSimd();
  first = await stepOf('ring-gan', 0, ['coverage', 'clouds']);
}, 60_000);

describe('playerMeasures', () => {
  it('read the arena of the step', () => {
    expect(playerMeasures.clouds(stateOf(first))).toBe(8);
    expect(playerMeasures.served(stateOf(first))).toBe(0);
    expect(playerMeasures['noise-numbers'](stateOf(first))).toBe(8);
    expect(playerMeasures.served(stateOf(null))).toBeNull();
  });

  it('know that who knows nothing pays 2 ln 2, at the first step only', async () => {
    expect(playerMeasures['first-discriminator-loss'](stateOf(first))).toBeCloseTo(2 * Math.LN2, 1);
    expect(playerMeasures['first-discriminator-loss'](stateOf(await stepOf('ring-gan', 1)))).toBeNull();
  });

  it('find the border: the first layer of the discriminator', () => {
    expect(playerMeasures.crossing(stateOf(first))).toBe(2);
  });

  it('read examinations, not steps', () => {
    expect(playerMeasures['served-at-600'](stateOf(null, [{ 500: 1 }]))).toBeNull();
    expect(playerMeasures['served-at-600'](stateOf(null, [{ 500: 1, 600: 3 }]))).toBe(3);
    const tracks = [{ 1400: 0 }, { 1400: 1 }, { 1400: 8 }, { 1400: 5 }];
    expect(playerMeasures['most-served-at-1400'](stateOf(null, tracks))).toBe(2);
    expect(playerMeasures['most-served-at-1400'](stateOf(null, [...tracks.slice(0, 3), { 1300: 8 }]))).toBeNull();
  });
});
