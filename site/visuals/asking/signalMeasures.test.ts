import { beforeAll, describe, expect, it } from 'vitest';
import { loadSimd } from '#framework';
import type { RunInfo, StepMetrics, StepTrace } from '../../player/protocol.ts';
import { Timeline } from '../../player/Timeline.ts';
import type { TrackSpec } from '../../player/TrackSpec.ts';
import { parseTrack } from '../../player/trackText.ts';
import { signalMeasures } from './signalMeasures.ts';

const twins = 'deep-stack.7(depth=2,width=8,activation=tanh,start=constant,lr=0.5';

/** Tracks played for so many steps, and what measures read of them at the last. */
async function played(texts: readonly string[], steps: number) {
  const metrics = texts.map(() => [] as StepMetrics[]);
  const nothing = (): void => {};
  const timeline = await Timeline.open(
    texts.map((text) => parseTrack(text) as TrackSpec),
    {
      onMetrics: (track, made) => metrics[track]!.push(made),
      onEvaluation: nothing,
      onKeyframe: nothing,
      onEnding: nothing,
    },
    { keepWhole: 0 },
  );
  timeline.look({ observes: ['activationRms', 'silentUnits', 'weightGradientNorms'] });
  for (let step = 0; step < steps - 1; step++) await timeline.advance(false);
  const traces = (await timeline.advance(true)) as (StepTrace | null)[];
  timeline.close();
  const tracks = texts.map((_, i) => ({
    metrics: metrics[i]!,
    trace: traces[i] ?? null,
    ending: null,
    evaluations: [],
  }));
  return { trace: traces[0] ?? null, info: {} as RunInfo, metrics: metrics[0]!, tracks: tracks as never };
}

beforeAll(async () => {
  await loadSimd();
});

describe('signalMeasures', () => {
  it('read the ladder as it begins: He keeps the size, deviation 1 multiplies it', async () => {
    const he = await played(['deep-stack.7'], 1);
    expect(signalMeasures['first-rms'](he)).toBeCloseTo(0.567, 2);
    expect(signalMeasures['last-rms'](he)).toBeCloseTo(0.69, 1);
    const large = await played(['deep-stack.7(start=large)'], 1);
    expect(signalMeasures['last-rms'](large)! / 1.14e4).toBeCloseTo(1, 1);
    const standard = await played(['deep-stack.7(start=default)'], 1);
    expect(signalMeasures['faintest-layer'](standard)).toBe(1);
    expect(signalMeasures['first-weight-gradient'](standard)).toBeLessThan(2e-4);
  }, 60_000);

  it('are silent about the start when it is past', async () => {
    expect(signalMeasures['last-rms'](await played(['deep-stack.7'], 3))).toBeNull();
  }, 60_000);

  it('count what is trained, and miss what a walk passes over', async () => {
    expect(signalMeasures['trained-entries'](await played([`${twins})`], 2))).toBe(6);
    expect(signalMeasures['trained-entries'](await played([`${twins})!params-not-registered`], 2))).toBe(4);
  }, 60_000);

  it('find that two of four starts learn, and a hundredth of noise does not help', async () => {
    const four = ['(start=default)', '(start=xavier)', '', '(start=large)'].map((knobs) => `deep-stack.7${knobs}`);
    expect(signalMeasures['how-many-learned'](await played(four, 100))).toBeNull();
    expect(signalMeasures['how-many-learned'](await played(four, 200))).toBe(1);
    expect(signalMeasures['noise-helps'](await played([`${twins})`, `${twins},noise=0.01)`], 200))).toBe(1);
    expect(signalMeasures['noise-helps'](await played([`${twins})`, `${twins},noise=0.5)`], 200))).toBe(0);
  }, 120_000);
});
