import { beforeAll, describe, expect, it } from 'vitest';
import { loadSimd } from '#framework';
import type { StepMetrics, StepTrace } from '../../player/protocol.ts';
import { Timeline } from '../../player/Timeline.ts';
import type { TrackSpec } from '../../player/TrackSpec.ts';
import { parseTrack } from '../../player/trackText.ts';
import { equations } from '../stage/equations/index.ts';
import { optimizerMeasures } from './optimizerMeasures.ts';

/** Tracks played for so many steps, and what measures read of them at the last. */
async function played(texts: readonly string[], steps: number) {
  const metrics = texts.map(() => [] as StepMetrics[]);
  const endings: ({ step: number } | null)[] = texts.map(() => null);
  const nothing = (): void => {};
  const timeline = await Timeline.open(
    texts.map((text) => parseTrack(text) as TrackSpec),
    {
      onMetrics: (track, made) => metrics[track]!.push(made),
      onEvaluation: nothing,
      onKeyframe: nothing,
      onEnding: (track, ending) => {
        endings[track] = ending;
      },
    },
    { keepWhole: 0 },
  );
  timeline.look({ observes: ['surface'] });
  for (let step = 0; step < steps - 1; step++) await timeline.advance(false);
  const traces = (await timeline.advance(true)) as (StepTrace | null)[];
  const totalSteps = timeline.tracks.map(({ info }) => info.totalSteps);
  timeline.close();
  const tracks = texts.map((_, i) => ({
    metrics: metrics[i]!,
    trace: traces[i] ?? null,
    ending: endings[i],
    evaluations: [],
    info: { totalSteps: totalSteps[i] },
  }));
  return { trace: traces[0] ?? null, info: {} as never, metrics: metrics[0]!, tracks: tracks as never };
}

beforeAll(async () => {
  await loadSimd();
});

describe('optimizerMeasures', () => {
  it('0.075 lands and 0.081 does not; nobody knows before the end', async () => {
    const rates = ['valley.7(lr=0.075)', 'valley.7(lr=0.081)'];
    expect(optimizerMeasures['who-lands'](await played(rates, 30))).toBeNull();
    expect(optimizerMeasures['who-lands'](await played(rates, 200))).toBe(0);
    expect(optimizerMeasures['who-lands'](await played([rates[1]!, rates[1]!.replace('0.081', '0.09')], 200))).toBe(2);
  });

  it('the velocity after three steps is 12.5', async () => {
    const state = await played(['valley.7(lr=0.1,rule=momentum,momentum=0.5)'], 4);
    expect(optimizerMeasures['velocity-after-three'](state)).toBeCloseTo(12.5, 4);
  });

  it('RMSprop steps equally far in both, plain descent further where it is steep', async () => {
    expect(optimizerMeasures['who-steps-further'](await played(['valley.7(lr=0.3,rule=rmsprop)'], 1))).toBe(2);
    expect(optimizerMeasures['who-steps-further'](await played(['valley.7(lr=0.05)'], 1))).toBe(1);
    expect(optimizerMeasures['who-steps-further'](await played(['valley.7(lr=0.05)'], 2))).toBeNull();
  });

  it('Adam goes from −4 to −3.7, and its equation says why', async () => {
    const state = await played(['valley.7(lr=0.3,rule=adam)'], 1);
    expect(optimizerMeasures['a-after-first'](state)).toBeCloseTo(-3.7, 5);
    const filled = equations['adam-update'].fill({ trace: state.trace!, selection: null, config: {} });
    expect(filled!.about).toEqual({ parameter: 'a', step: 0 });
    expect(filled!.slots).toMatchObject({
      before: '−4.00000',
      after: '−3.70000',
      lr: '0.3',
      grad: '−4.000',
      vHat: '16.00',
    });
    const plain = await played(['valley.7'], 1);
    expect(equations['adam-update'].fill({ trace: plain.trace!, selection: null, config: {} })).toBeNull();
  });

  it('a factor of 1000 is noticed by plain descent alone', async () => {
    const pair = (knobs: string): string[] => [`valley.7(lr=0.02${knobs})`, `valley.7(lr=0.02${knobs},factor=1000)`];
    const both = [...pair(''), ...pair(',rule=adam')];
    expect(optimizerMeasures['who-does-not-notice'](await played(both, 12))).toBe(1);
    expect(optimizerMeasures['who-does-not-notice'](await played([...both.slice(2), ...both.slice(0, 2)], 12))).toBe(0);
    expect(optimizerMeasures['who-does-not-notice'](await played(both, 2))).toBeNull();
  });

  it('AdamW pulls b more than Adam with decay in its gradient', async () => {
    const both = ['adam', 'adamw'].map((rule) => `valley.7(lr=0.1,rule=${rule},weightDecay=0.1)`);
    expect(optimizerMeasures['who-decays-b-more'](await played(both, 1))).toBe(1);
    expect(optimizerMeasures['who-decays-b-more'](await played(both.toReversed(), 1))).toBe(0);
  });

  it('a falling rate lands, a constant one hovers', async () => {
    const constant = 'valley.7(lr=0.3,rule=rmsprop,updates=60)';
    const falling = 'valley.7(lr=0.3,rule=rmsprop,updates=60,schedule=cosine)';
    expect(optimizerMeasures['does-the-last-land'](await played([constant, falling], 60))).toBe(0);
    expect(optimizerMeasures['does-the-last-land'](await played([falling, constant], 60))).toBe(1);
  });

  it('without bias correction the first step is 3.16 times as long', async () => {
    const right = 'spiral-mlp.7(lr=0.01,schedule=none)';
    const state = await played([right, `${right}!no-bias-correction`], 1);
    expect(optimizerMeasures['times-as-far'](state)).toBeCloseTo(0.1 / Math.sqrt(0.001), 2);
  });

  it('who reads 0.95 first, and nobody while none does', () => {
    const track = (...read: number[]) => ({
      evaluations: read.map((accuracy, i) => ({ step: 25 * (i + 1), metrics: { accuracy } })),
    });
    const first = (tracks: unknown): number | null =>
      optimizerMeasures['first-to-read']({ tracks } as Parameters<(typeof optimizerMeasures)['first-to-read']>[0]);
    expect(first([track(0.5, 0.6, 0.7), track(0.6, 0.8, 0.97), track(0.5, 0.96, 0.9)])).toBe(2);
    expect(first([track(0.5), track(0.6)])).toBeNull();
  });

  it('how many have got anywhere after 600 updates, and nobody says while one is not there yet', () => {
    const track = (accuracy: number, steps: number, ending: { step: number } | null = null) => ({
      ending,
      evaluations: Array.from({ length: steps / 25 }, (_, i) => ({
        step: 25 * (i + 1),
        metrics: { accuracy: 25 * (i + 1) === 600 ? accuracy : 0.999 },
      })),
    });
    const many = (tracks: unknown): number | null =>
      optimizerMeasures['how-many-read']({ tracks } as Parameters<(typeof optimizerMeasures)['how-many-read']>[0]);
    expect(many([track(0.6, 600), track(0.9, 625), track(0.75, 600)])).toBe(2);
    expect(many([track(0.6, 600), track(0.9, 575)])).toBeNull();
    expect(many([track(0.6, 600), track(0.9, 575, { step: 580 })])).toBe(0);
  });
});
