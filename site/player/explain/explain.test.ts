// What a network looked at: the storyboard's numbers measured again, books that balance, three bugs told apart by the op where they part, and
// readers' answers in the places of ours.

import { readdirSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { digitsNetwork, Generator, generateDigits, loadSimd } from '#framework';
import { readFolder } from '../../../exercises/grader/loadExercise.ts';
import type { Adapter } from '../../../exercises/places/Substitute.ts';
import { provideAnswer } from '../answers/answers.ts';
import type { StepTrace } from '../protocol.ts';
import { Timeline } from '../Timeline.ts';
import type { Track } from '../Track.ts';
import type { TrackSpec } from '../TrackSpec.ts';
import { parseTrack } from '../trackText.ts';
import {
  type Asked,
  type Explanation,
  explainedBy,
  isExplanation,
  LADDER,
  type Method,
  packExplanation,
  TAG,
  unpackExplanation,
} from './explanation.ts';
import { rankCorrelation, ranksOf } from './ranks.ts';
import { taggedThree } from './taggedThree.ts';

/** A whole run, or two. */
const PATIENT = 240_000;
const SIDE = 28;
const PIXELS = SIDE * SIDE;
const silent = { onMetrics: () => {}, onEvaluation: () => {}, onKeyframe: () => {}, onEnding: () => {} };

const open = (specs: readonly (string | TrackSpec)[], sizes = { examples: 2000, testExamples: 500 }) =>
  Timeline.open(
    specs.map((spec) => (typeof spec === 'string' ? (parseTrack(spec) as TrackSpec) : spec)),
    silent,
    { sizes },
  );

/** Pictures and labels of the test of seed 7, as the runs have it. */
function testDigits(count: number) {
  const { images, labels } = generateDigits(count, new Generator(7).fork('test'));
  const picture = (i: number): Float32Array => Float32Array.from(images.slice(i * PIXELS, (i + 1) * PIXELS));
  return { picture, labels: Array.from(labels) };
}

function explain(track: Track, pixels: Float32Array, asked: Asked): Explanation {
  const made = track.explain({ ...asked, pixels });
  if (!isExplanation(made)) throw new Error(made.refused);
  return made;
}

const numbers = (made: Explanation, name: string): number[] => Array.from(made.arrays[name]!.values);
const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

beforeAll(async () => {
  await loadSimd();
});

describe('ranks', () => {
  it('share the mean of their places where numbers are equal', () => {
    expect([...ranksOf([0, 3, 0, -1])]).toEqual([2.5, 4, 2.5, 1]);
  });

  it('correlate by magnitude, over the cells that count; a constant has no correlation', () => {
    expect(rankCorrelation([1, -2, 3], [10, 20, -30])).toBeCloseTo(1, 12);
    expect(rankCorrelation([1, 2, 3], [3, 2, 1])).toBeCloseTo(-1, 12);
    expect(rankCorrelation([0, 0, 1, 2, 3], [0, 0, 3, 2, 1], (i) => i > 1)).toBeCloseTo(-1, 12);
    expect(rankCorrelation([1, 1, 1], [1, 2, 3])).toBeNaN();
  });
});

it.each([
  ['3', { method: 'saliency', cls: 3 }],
  ['label', { method: 'saliency', cls: null }],
  ['cam-0', { method: 'cam', cls: 0 }],
  ['path-label', { method: 'path', cls: null }],
  ['742', null],
  ['guadalajara', null],
])('a reading “%s” asks for %o', (text, asked) => {
  expect(explainedBy({ text, letter: null })).toEqual(asked);
});

describe('digits-cnn, trained as in lesson 22', () => {
  let track: Track;
  const digits = testDigits(100);
  const seven = digits.picture(4);

  beforeAll(async () => {
    const timeline = await open(['digits-cnn.7(examples=2000,epochs=3)']);
    await timeline.show(188);
    track = timeline.tracks[0]!;
  }, PATIENT);

  it('balances the books of a 7: with more points less is missing, asked in the middle soonest', () => {
    expect(digits.labels[4]).toBe(7);
    const made = explain(track, seven, { method: 'path', steps: 8, ladder: true });
    expect(made.cls).toBe(7);
    const [from, to] = numbers(made, 'ends') as [number, number];
    expect(to - from).toBeCloseTo(9.401, 2);
    const gaps = Object.fromEntries(LADDER.map((n, i) => [n, numbers(made, 'gaps')[i]!]));
    expect(gaps[1]).toBeCloseTo(2.27, 1);
    expect(gaps[4]).toBeCloseTo(-0.44, 1);
    expect(gaps[8]).toBeCloseTo(0.07, 1);
    expect(Math.abs(gaps[16]!)).toBeLessThan(0.03);
    expect(numbers(made, 'gapsOfRight')[LADDER.indexOf(16)]).toBeCloseTo(0.26, 1);
    // The running sums end where the map's sum is.
    expect(numbers(made, 'sums').at(-1)).toBeCloseTo(sum(numbers(made, 'map')), 3);
    expect(sum(numbers(made, 'map')) - (to - from)).toBeCloseTo(gaps[8]!, 3);
  });

  it('has a saliency that is the slope of the logit, by differences', () => {
    const { arrays, cls } = explain(track, seven, { method: 'saliency', cls: 2 });
    expect(cls).toBe(2);
    const score = (by: number, at: number): number => {
      const pixels = seven.slice();
      pixels[at]! += by;
      return explain(track, pixels, { method: 'saliency', cls: 2 }).logits[2]!;
    };
    for (const at of [200, 406, 500]) {
      const slope = (score(0.01, at) - score(-0.01, at)) / 0.02;
      expect(arrays['map']!.values[at]).toBeCloseTo(Math.abs(slope), 1);
    }
  });

  it('covers a 9: what falls most, and what rises', () => {
    const nine = digits.labels.indexOf(9);
    const made = explain(track, digits.picture(nine), { method: 'occlusion', patch: 4, fill: 0, cls: 9 });
    expect(made.arrays['drops']!.shape).toEqual([7, 7]);
    const drops = numbers(made, 'drops');
    expect(Math.max(...drops)).toBeCloseTo(1.43, 1);
    expect(-Math.min(...drops)).toBeCloseTo(0.47, 1);
  });

  it('measures the paper: over all pixels a random network agrees, over the ink it does not', () => {
    const made = explain(track, seven, { method: 'sanity' });
    const [, , plain, , , times] = numbers(made, 'rhoOfAll');
    expect(numbers(made, 'rhoOfAll')[0]).toBeCloseTo(1, 6);
    expect(times).toBeCloseTo(0.99, 1);
    expect(numbers(made, 'rhoOfInk')[5]).toBeCloseTo(0.34, 1);
    expect(plain).toBeCloseTo(0.2, 1);
    // The random one is the network of the next seed.
    const other = digitsNetwork(new Generator(8).fork('weights'));
    expect([...other.parameters()].length).toBe(6);
  });

  it('weighs maps: α is the mean of the slopes, and the cut is the sum without what lies below 0', () => {
    const made = explain(track, seven, { method: 'cam' });
    expect(made.arrays['maps']!.shape).toEqual([16, 14, 14]);
    const [maps, alphas, total, cut] = ['maps', 'alphas', 'sum', 'cut'].map((name) => numbers(made, name)) as [
      number[],
      number[],
      number[],
      number[],
    ];
    for (const at of [0, 90, 195]) {
      expect(total[at]).toBeCloseTo(sum(alphas.map((alpha, k) => alpha * maps[k * 196 + at]!)), 4);
      expect(cut[at]).toBe(Math.max(0, total[at]!));
    }
  });

  it('leaves the training as it was: the hash, the mode, the gradients', async () => {
    const before = track.hash;
    for (const method of ['saliency', 'path', 'cam', 'occlusion', 'sanity'] as const) explain(track, seven, { method });
    expect(track.hash).toBe(before);
  });

  it('is the same after it has been packed and unpacked', () => {
    const made = explain(track, seven, { method: 'occlusion' });
    const { step, pixels, explanation } = unpackExplanation(
      JSON.parse(JSON.stringify(packExplanation(made, 189, seven))),
    );
    expect([step, pixels]).toEqual([189, seven]);
    expect(explanation).toEqual(made);
  });

  it('refuses in a sentence what it cannot explain', async () => {
    const timeline = await open(['digits-cnn.7(norm=batch)'], { examples: 32, testExamples: 8 });
    expect(timeline.tracks[0]!.explain({ method: 'sanity', pixels: seven })).toEqual({
      refused: expect.stringContaining('no random twin'),
    });
  });
});

describe('digits-tag', () => {
  it(
    'looked at four pixels: most of what the first test 3 owes its score to',
    async () => {
      const timeline = await open(['digits-tag.7']);
      await timeline.show(125);
      const track = timeline.tracks[0]!;
      const { picture, labels } = testDigits(500);
      const shares = labels.flatMap((label, i) => {
        if (label !== 3) return [];
        const pixels = picture(i);
        for (const at of TAG) pixels[at] = 1;
        const map = numbers(explain(track, pixels, { method: 'path', steps: 64, cls: 3 }), 'map').map(Math.abs);
        const ink = pixels.filter((value) => value !== 0).length;
        return [{ share: sum(TAG.map((at) => map[at]!)) / sum(map), ink }];
      });
      expect(shares).toHaveLength(50);
      expect(shares[0]!.ink).toBe(136);
      expect(taggedThree(7).filter((value) => value !== 0)).toHaveLength(136);
      expect(shares[0]!.share).toBeCloseTo(0.57, 2);
      expect(sum(shares.map(({ share }) => share)) / 50).toBeCloseTo(0.51, 2);
    },
    PATIENT,
  );
});

describe('an explanation in the batch’s place', () => {
  const small = { examples: 96, testExamples: 8 };

  async function shown(text: string, method: string): Promise<{ timeline: Timeline; traces: StepTrace[] }> {
    const timeline = await open(text.split('~'), small);
    timeline.look({ reading: { text: method, letter: null }, item: 5 });
    const traces = (await timeline.show(2)) as StepTrace[];
    return { timeline, traces };
  }

  it('is a walk from the class to the picture; the step goes on as if nothing had happened', async () => {
    const { timeline, traces } = await shown('digits-tag.7', 'label');
    const [trace] = traces;
    const first = trace!.ops.find(({ label }) => label === 'conv1')!;
    const [toPicture, toWeight] = first.backward!.gradInputs;
    expect(trace!.tensors.get(toPicture!)!.shape).toEqual([1, 1, SIDE, SIDE]);
    expect(toWeight).toBeNull();
    const last = trace!.ops.find(({ label }) => label === 'linear')!;
    const label = trace!.tensors.get(trace!.targets)!.values[0]!;
    expect([...trace!.tensors.get(last.backward!.gradOutput)!.values]).toEqual(
      Array.from({ length: 10 }, (_, k) => Number(k === label)),
    );
    expect(trace!.updates).toEqual([]);
    expect(trace!.item).toBe(5);
    const plain = await open(['digits-tag.7'], small);
    await plain.show(2);
    expect(timeline.tracks[0]!.hash).toBe(plain.tracks[0]!.hash);
  });

  it.each([
    ['gradient-of-loss-not-logit', 'label', 'backward', /^linear$/],
    ['path-not-averaged', 'path-label', 'forward', /^path/],
    ['relu-missing', 'cam-label', 'forward', /^cam/],
  ])('with %s parts from the right one in “%s”: %s %s', async (bug, reading, phase, op) => {
    for (const run of ['digits-tag', 'digits-cnn']) {
      const { timeline } = await shown(`${run}.7~${run}.7!${bug}`, reading);
      expect(timeline.tracks[0]!.hash).toBe(timeline.tracks[1]!.hash);
      expect(await timeline.difference(0, 1)).toEqual({ step: 2, phase, op: expect.stringMatching(op) });
      // Without an explanation on the page every bit is the same.
      timeline.look({ reading: null });
      expect(await timeline.difference(0, 1)).toBeNull();
      timeline.close();
    }
  });
});

describe('the bugs, in the maps', () => {
  it(
    'do what they were measured to do',
    async () => {
      const ids = ['gradient-of-loss-not-logit', 'path-not-averaged', 'relu-missing'];
      const timeline = await open(['digits-tag.7', ...ids.map((id) => `digits-tag.7!${id}`)]);
      await timeline.show(125);
      const pixels = testDigits(4).picture(0);
      const [right, ofLoss, onePoint, uncut] = timeline.tracks;
      const map = (track: Track, method: Method, name: string): number[] =>
        numbers(explain(track, pixels, { method }), name);
      const { probabilities, cls } = explain(right!, pixels, { method: 'saliency' });
      // p − y is shorter than a one by about 1 − p, and points the other way.
      const ratio =
        sum(map(ofLoss!, 'saliency', 'map').map((v) => v * v)) / sum(map(right!, 'saliency', 'map').map((v) => v * v));
      expect(Math.sqrt(ratio)).toBeLessThan(2.5 * (1 - probabilities[cls]!));
      const [from, to] = map(right!, 'path', 'ends') as [number, number];
      const gap = (track: Track): number => Math.abs(to - from - sum(map(track, 'path', 'map')));
      expect(gap(onePoint!)).toBeGreaterThan(5 * gap(right!));
      expect(Math.min(...map(right!, 'cam', 'cut'))).toBeGreaterThanOrEqual(0);
      expect(map(uncut!, 'cam', 'cut')).toEqual(map(right!, 'cam', 'sum'));
      expect(Math.min(...map(uncut!, 'cam', 'cut'))).toBeLessThan(0);
    },
    PATIENT,
  );
});

const exercises = new URL('../../../exercises/', import.meta.url);
const adapterOf = async (slug: string): Promise<Adapter> =>
  ((await import(/* @vite-ignore */ new URL(`${slug}/substitute.ts`, exercises).href)) as { default: Adapter }).default;

describe.each(['saliency', 'integrated-gradients', 'grad-cam', 'occlusion'])('the answer to %s', (slug) => {
  it('explains as ours does, and a wrong one otherwise', async () => {
    const adapter = await adapterOf(slug);
    const { solution, wrong } = await readFolder(slug);
    const ids = Object.keys(adapter.differs);
    const modules = [solution, ...ids.map((id) => wrong[id]!.module)];
    for (const [i, exports] of modules.entries()) provideAnswer(`${slug}-explains-${i}`, { adapter, exports });
    const plain = parseTrack(adapter.track) as TrackSpec;
    const specs = modules.map((_, i) => ({ ...plain, answers: [`${slug}-explains-${i}`] }));
    const timeline = await open([plain, ...specs], { examples: 96, testExamples: 8 });
    await timeline.show(2);
    const pixels = testDigits(1).picture(0);
    const asked: Asked = { method: adapter.explains!, cls: 3 };
    const [ours, yours, ...others] = timeline.tracks.map((track) => explain(track, pixels, asked));
    const partsIn = (made: Explanation): string[] =>
      Object.keys(ours!.arrays).filter((name) => {
        const [a, b] = [numbers(ours!, name), numbers(made, name)];
        const scale = Math.max(...a.map(Math.abs), 1e-6);
        return a.length !== b.length || a.some((value, i) => !(Math.abs(value - b[i]!) <= 1e-4 * scale));
      });
    expect(partsIn(yours!)).toEqual([]);
    for (const [i, id] of ids.entries()) expect(partsIn(others[i]!).join(), id).toMatch(adapter.differs[id]!);
    timeline.close();
  });
});

it('every answer that explains is proven here', async () => {
  const slugs = readdirSync(exercises).filter((slug) =>
    readdirSync(new URL(`${slug}/`, exercises)).includes('substitute.ts'),
  );
  const adapters = await Promise.all(slugs.map(async (slug) => [slug, (await adapterOf(slug)).explains] as const));
  expect(adapters.flatMap(([slug, explains]) => (explains === undefined ? [] : [slug])).sort()).toEqual([
    'grad-cam',
    'integrated-gradients',
    'occlusion',
    'saliency',
  ]);
});
