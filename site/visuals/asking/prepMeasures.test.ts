import { describe, expect, it } from 'vitest';
import type { TrackState } from '../../player/PlayerState.ts';
import type { RunInfo, StepTrace } from '../../player/protocol.ts';
import { Timeline } from '../../player/Timeline.ts';
import type { TrackSpec } from '../../player/TrackSpec.ts';
import { parseTrack } from '../../player/trackText.ts';
import { prepMeasures } from './prepMeasures.ts';

const info = { totalSteps: 30 } as RunInfo;
const stateOf = (tracks: readonly TrackState[], trace: StepTrace | null = null) => ({
  trace,
  info,
  metrics: [],
  tracks,
});
const nothing = (): void => {};

async function firstStep(text: string): Promise<{ trace: StepTrace; losses: number[] }> {
  const losses: number[] = [];
  const timeline = await Timeline.open(
    [parseTrack(text) as TrackSpec],
    {
      onMetrics: (_, { loss }) => void losses.push(loss),
      onEvaluation: nothing,
      onKeyframe: nothing,
      onEnding: nothing,
    },
    { keepWhole: Number.POSITIVE_INFINITY },
  );
  const [trace] = await timeline.advance(true);
  for (let i = 0; i < 6; i++) await timeline.advance(false);
  timeline.close();
  return { trace: trace!, losses };
}

describe('prepMeasures', () => {
  it('see every weight become NaN in one update where holes stay, and none where they are filled', async () => {
    const holes = await firstStep('rents.7(faults=missing,fill=none)');
    expect(prepMeasures['all-nan-after'](stateOf([], holes.trace))).toBe(1);
    const filled = await firstStep('rents.7(faults=missing)');
    expect(prepMeasures['all-nan-after'](stateOf([], filled.trace))).toBeNull();
    expect(prepMeasures['rents-off-by'](stateOf([], filled.trace))).toBeCloseTo(Math.sqrt(filled.trace.loss), 6);
  }, 60_000);

  it('count the updates until raw columns are too large for a number', async () => {
    const { losses } = await firstStep('rents.7(scaling=none)');
    const metrics = losses.map((loss, step) => ({ step, loss }));
    const track = { metrics, evaluations: [], info } as unknown as TrackState;
    expect(prepMeasures['updates-to-infinity'](stateOf([track]))).toBe(3);
    expect(prepMeasures['updates-to-infinity'](stateOf([]))).toBeNull();
  }, 60_000);

  it('read the error of the last track at its end only, in euros', () => {
    const ended = (step: number): TrackState =>
      ({ info, metrics: [], evaluations: [{ step, metrics: { rmse: 1.5 } }] }) as unknown as TrackState;
    expect(prepMeasures['unseen-error'](stateOf([ended(30), ended(20)]))).toBeNull();
    expect(prepMeasures['unseen-error'](stateOf([ended(20), ended(30)]))).toBe(150);
  });
});
