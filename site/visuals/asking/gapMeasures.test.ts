import { describe, expect, it } from 'vitest';
import type { TrackState } from '../../player/PlayerState.ts';
import type { RunInfo, StepTrace } from '../../player/protocol.ts';
import { Timeline } from '../../player/Timeline.ts';
import type { TrackSpec } from '../../player/TrackSpec.ts';
import { parseTrack } from '../../player/trackText.ts';
import { gapMeasures } from './gapMeasures.ts';

const info = { totalSteps: 30 } as RunInfo;
const track = (losses: readonly number[], more: Readonly<Record<string, number>> = {}): TrackState =>
  ({
    info,
    trace: null,
    metrics: [],
    evaluations: losses.map((loss, i) => ({ step: 10 * i, metrics: { loss, trainLoss: 0.25, ...more } })),
  }) as unknown as TrackState;
const stateOf = (tracks: readonly TrackState[], trace: StepTrace | null = null) => ({
  trace,
  info,
  metrics: [],
  tracks,
});

describe('gapMeasures', () => {
  it('say how many weights the last track has switched off', () => {
    expect(
      gapMeasures['small-weights'](stateOf([track([1, 1, 1, 1]), track([1, 1, 1, 1], { smallWeights: 0.75 })])),
    ).toBe(75);
  });

  it('see the mask: half silent, the mean about as it was', async () => {
    const nothing = (): void => {};
    const timeline = await Timeline.open(
      [parseTrack('noisy-moons.7(dropout=0.5)') as TrackSpec],
      { onMetrics: nothing, onEvaluation: nothing, onKeyframe: nothing, onEnding: nothing },
      { keepWhole: Number.POSITIVE_INFINITY },
    );
    const [trace] = await timeline.advance(true);
    expect(Math.abs(gapMeasures.silenced(stateOf([], trace!))! - 50)).toBeLessThan(8);
    expect(Math.abs(gapMeasures['mean-after-dropout'](stateOf([], trace!))! - 1)).toBeLessThan(0.15);
  }, 60_000);
});
