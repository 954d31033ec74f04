import { describe, expect, it } from 'vitest';
import { loadSimd } from '#framework';
import type { TrackState } from '../../player/PlayerState.ts';
import type { StepTrace } from '../../player/protocol.ts';
import { Timeline } from '../../player/Timeline.ts';
import type { TrackSpec } from '../../player/TrackSpec.ts';
import { parseTrack } from '../../player/trackText.ts';
import { deployMeasures } from './deployMeasures.ts';

const info = { totalSteps: 6, parameters: 9098 } as TrackState['info'];
const stateOf = (traces: readonly StepTrace[]) => ({
  trace: traces[0] ?? null,
  info,
  metrics: [],
  tracks: traces.map((trace) => ({ info, trace, metrics: [], evaluations: [] }) as unknown as TrackState),
});

/** Two tracks at one step of a small run, with all of its numbers. */
async function shown(texts: readonly string[], step: number): Promise<readonly StepTrace[]> {
  await loadSimd();
  const nothing = (): void => {};
  const timeline = await Timeline.open(
    texts.map((text) => parseTrack(text) as TrackSpec),
    { onMetrics: nothing, onEvaluation: nothing, onKeyframe: nothing, onEnding: nothing },
    { keepWhole: Number.POSITIVE_INFINITY },
  );
  try {
    return (await timeline.show(step)) as readonly StepTrace[];
  } finally {
    timeline.close();
  }
}

describe('deployMeasures', () => {
  it('find the numbers, bytes and places of a file, and where resumed runs part', async () => {
    const small = 'digits-cnn.7(examples=64,epochs=3,optimizer=adam,dropout=0.2)';
    const here = (id: string) => shown([small, `${small}!${id}`], 3);
    const weights = stateOf(await here('optimizer-state-lost'));
    expect(deployMeasures['numbers-to-save'](weights)).toBe(9098);
    expect(deployMeasures['bytes-of-file'](weights)).toBe(36832);
    expect(deployMeasures['bytes-of-header'](weights)).toBe(432);
    expect(deployMeasures['byte-of-first-bias'](weights)).toBe(440);
    expect(deployMeasures['phase-of-parting'](weights)).toBe(2);
    expect(deployMeasures['phase-of-parting'](stateOf(await here('rng-state-lost')))).toBe(0);
    expect(deployMeasures['phase-of-parting'](stateOf(await here('cursor-lost')))).toBe(3);
    expect(deployMeasures['phase-of-parting'](stateOf([weights.trace!, weights.trace!]))).toBeNull();
  }, 180_000);

  it('say an accuracy only at the end', () => {
    const track = (step: number) =>
      ({ info, evaluations: [{ step, metrics: { accuracy: 0.5 } }] }) as unknown as TrackState;
    const at = (step: number) => ({ trace: null, info, metrics: [], tracks: [track(step)] });
    expect(deployMeasures['accuracy-at-end'](at(3))).toBeNull();
    expect(deployMeasures['accuracy-at-end'](at(6))).toBe(0.5);
  });
});
