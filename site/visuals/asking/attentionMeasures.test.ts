// Lesson 20's numbers, each found again from the tensors of real steps.

import { beforeAll, describe, expect, it } from 'vitest';
import { loadSimd } from '#framework';
import type { RunInfo, StepTrace } from '../../player/protocol.ts';
import { Timeline } from '../../player/Timeline.ts';
import type { TrackSpec } from '../../player/TrackSpec.ts';
import { parseTrack } from '../../player/trackText.ts';
import { attentionMeasures } from './attentionMeasures.ts';
import type { Measured } from './Measure.ts';

const nothing = (): void => {};

async function stateAt(text: string, step: number, reading: string): Promise<Measured & { readonly trace: StepTrace }> {
  const quiet = { onMetrics: nothing, onEvaluation: nothing, onKeyframe: nothing, onEnding: nothing };
  const timeline = await Timeline.open([parseTrack(text) as TrackSpec], quiet, { keepWhole: Number.POSITIVE_INFINITY });
  timeline.look({ observes: ['probabilities', 'ranks'], reading: { text: reading, letter: null } });
  const [trace] = (await timeline.show(step)) ?? [];
  const { info } = timeline.tracks[0]!;
  timeline.close();
  return { trace: trace!, info, metrics: [], tracks: [] };
}

const valuesOf = (trace: StepTrace, label: string): Float32Array =>
  trace.tensors.get(trace.ops.find((op) => op.label === label)!.output)!.values as Float32Array;

beforeAll(async () => {
  await loadSimd();
});

describe('of the sorter', () => {
  it('whom the first place asks is the largest mean weight of the row', async () => {
    const state = await stateAt('sort-transformer.7', 60, '314159');
    const weights = valuesOf(state.trace, 'encoder.layers.0.self_attn.weights'); // [1, 4, 6, 6]
    const row = Array.from({ length: 6 }, (_, key) => [0, 1, 2, 3].reduce((sum, head) => sum + weights[head * 36 + key]!, 0)); // biome-ignore format: one line reads better
    const digit = [3, 1, 4, 1, 5, 9][row.indexOf(Math.max(...row))]!;
    expect(attentionMeasures['asked-by-first'](state)).toBe([1, 3, 4, 5, 9].indexOf(digit));
    expect(attentionMeasures['loss-of-guessing-a-token'](state)).toBeCloseTo(Math.log(10), 12);
  });

  it('ranks are shares, even before training and a fan after it', async () => {
    const before = await stateAt('sort-transformer.7', 0, '314159');
    const after = await stateAt('sort-transformer.7', 200, '314159');
    for (const { trace } of [before, after]) {
      const ranks = trace.tensors.get(trace.observed['ranks']!)!;
      expect(ranks.shape).toEqual([4, 6, 10]);
      for (let row = 0; row < 24; row++)
        expect(
          Array.from(ranks.values.slice(row * 10, row * 10 + 10)).reduce((sum, share) => sum + share, 0),
        ).toBeCloseTo(1, 4);
    }
    expect(Math.abs(attentionMeasures['widest-fan'](before)!)).toBeLessThan(0.6);
    expect(attentionMeasures['widest-fan'](after)!).toBeGreaterThan(3);
  });

  it('without positions two equal digits get the same answer, with them they do not', async () => {
    const bag = await stateAt('sort-transformer.7!no-positions', 60, '314159');
    expect(attentionMeasures['twins-agree'](bag)).toBe(0);
    const sorter = await stateAt('sort-transformer.7', 60, '314159');
    expect(attentionMeasures['twins-agree'](sorter)).toBe(1);
    expect(attentionMeasures['twins-agree'](await stateAt('sort-transformer.7', 1, '012345'))).toBeNull();
  });

  it('a positive gradient of the score means that a step pushes it down', async () => {
    const state = await stateAt('sort-transformer.7', 120, '314159');
    const head = attentionMeasures['widest-head'](state)! - 1;
    const op = state.trace.ops.find(({ label }) => label === 'encoder.layers.0.self_attn.weights')!;
    const weights = (state.trace.tensors.get(op.output)!.values as Float32Array).slice(head * 36, head * 36 + 6);
    const slopes = state.trace.tensors.get(op.backward!.gradInputs[0]!)!.values;
    const slope = slopes[head * 36 + weights.indexOf(Math.max(...weights))]!;
    expect(attentionMeasures['best-key-pushed'](state)).toBe(slope > 0 ? 1 : 0);
  });
});

describe('of two tracks', () => {
  const track = (loss: number, sequences: number): Measured['tracks'][number] =>
    ({
      metrics: [{ step: 80, loss }],
      evaluations: [{ step: 500, metrics: { sequences } }],
      info: { totalSteps: 500 } as RunInfo,
    }) as unknown as Measured['tracks'][number];
  const state = (...tracks: Measured['tracks']): Measured => ({
    trace: null,
    info: {} as RunInfo,
    metrics: [],
    tracks,
  });

  it('the lower loss, and how well the second sorts', () => {
    expect(attentionMeasures['lower-of-two'](state(track(1, 1), track(0.5, 0.958)))).toBe(1);
    expect(attentionMeasures['lower-of-two'](state(track(1, 1)))).toBeNull();
    expect([0.995, 0.958, 0.5, 0].map((share) => attentionMeasures['sorts-how-well'](state(track(1, 1), track(1, share))))).toEqual([0, 1, 2, 3]); // biome-ignore format: one line reads better
    expect(attentionMeasures['sorts-how-well'](state(track(1, 1)))).toBeNull();
  });
});

describe('of the translator', () => {
  it('the place before zwei looks, over all heads, at the largest mean weight', async () => {
    const state = await stateAt('number-words.7', 200, '742');
    // sieben hundert zwei und vierzig: start stands first, so what is to become zwei is asked for at place 2.
    const weights = valuesOf(state.trace, 'decoder.multihead_attn.weights'); // [1, 4, 6, 4]
    const row = Array.from({ length: 4 }, (_, key) => [0, 1, 2, 3].reduce((sum, head) => sum + weights[head * 24 + 8 + key]!, 0)); // biome-ignore format: one line reads better
    expect(attentionMeasures['asked-for-zwei'](state)).toBe(row.indexOf(Math.max(...row)));
  });
});
