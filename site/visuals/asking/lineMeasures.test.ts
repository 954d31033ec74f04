import { describe, expect, it } from 'vitest';
import type { TrackState } from '../../player/PlayerState.ts';
import type { RunInfo, StepMetrics, StepTrace } from '../../player/protocol.ts';
import { Timeline } from '../../player/Timeline.ts';
import type { TrackSpec } from '../../player/TrackSpec.ts';
import { parseTrack } from '../../player/trackText.ts';
import { lineMeasures } from './lineMeasures.ts';
import type { Measured } from './Measure.ts';

/** What the page knows at a step of some tracks. */
async function stateAt(texts: readonly string[], step: number): Promise<Measured> {
  const metrics: StepMetrics[][] = texts.map(() => []);
  const timeline = await Timeline.open(
    texts.map((text) => parseTrack(text) as TrackSpec),
    {
      onMetrics: (track, entry) => metrics[track]!.push(entry),
      onEvaluation: () => {},
      onKeyframe: () => {},
      onEnding: () => {},
    },
  );
  const traces = (await timeline.show(step)) as readonly StepTrace[];
  timeline.close();
  const tracks = traces.map((trace, i) => ({ trace, metrics: metrics[i] }) as unknown as TrackState);
  return { trace: traces[0]!, info: {} as RunInfo, metrics: metrics[0]!, tracks };
}

const line = 'line-regression.7(batch=50,examples=50)';

describe('lineMeasures', () => {
  it('twice the miss is four times the loss; nothing that is asked later is answered at the first step', async () => {
    const state = await stateAt([line], 0);
    expect(lineMeasures['loss-of-twice-the-miss'](state)).toBe(4);
    expect(lineMeasures['points-of-the-step'](state)).toBe(50);
    expect(lineMeasures.bias(state)).toBeCloseTo(-0.877, 3);
    expect(lineMeasures['first-weight'](state)).toBeCloseTo(0.075, 3);
    expect(lineMeasures['settled-loss'](state)).toBeNull();
    expect(lineMeasures['where-it-ends'](state)).toBeNull();
  });

  it('when the line has arrived, the loss stands at what noise leaves, and the far point turns it most', async () => {
    const state = await stateAt([line], 60);
    expect(lineMeasures['settled-loss'](state)).toBeCloseTo(0.0673, 3);
    expect(lineMeasures['lowest-loss'](state)).toBeCloseTo(lineMeasures['settled-loss'](state)!, 5);
    expect(lineMeasures['best-bias'](state)).toBeCloseTo(-1.095, 3);
    expect(lineMeasures['best-weight'](state)).toBeCloseTo(2.032, 3);
    expect(lineMeasures['turns-most'](state)).toBe(1);
  });

  it('the plane agrees with its closed form in three digits near step 35, and its fourth weight is nothing', async () => {
    const early = await stateAt(['plane-regression.7'], 10);
    expect(lineMeasures['steps-to-three-digits'](early)).toBeNull();
    expect(lineMeasures['turns-most'](early)).toBeNull();
    const state = await stateAt(['plane-regression.7'], 50);
    expect(Math.abs(lineMeasures['steps-to-three-digits'](state)! - 35)).toBeLessThanOrEqual(2);
    expect(lineMeasures['weight-of-nothing'](state)).toBe(3);
  });

  it('a bias that hears the last example only ends on it; the right one does not', async () => {
    const far = 'line-regression.7(batch=50,examples=50,begins=far,epochs=200)';
    const state = await stateAt([far, `${far}!bias-not-summed`], 1999);
    expect(lineMeasures['where-it-ends'](state)).toBe(1);
    expect(lineMeasures['where-it-ends']({ ...state, tracks: state.tracks.slice(0, 1) })).toBe(0);
  }, 60_000);
});
