// Several workers, one network: what lesson 27's storyboard measured of it, and a ring that adds up.

import { describe, expect, it } from 'vitest';
import {
  bugsOf,
  findRun,
  fit,
  type KnobValues,
  type Substitute,
  substituting,
  type TrainingSetup,
  tensor,
} from '../index.ts';
import { ringSchedule, ringSum, starSum } from './allReduce.ts';

const STEP = 40;
const build = (knobs: KnobValues, run = 'digits-workers'): Promise<TrainingSetup> =>
  findRun(run).build({ seed: 7, testExamples: 10, knobs: { epochs: 2, ...knobs } });

const gradientIn = ({ model }: TrainingSetup): number[] =>
  [...model.parameters()].flatMap(({ grad }) => [...(grad!.dataSync() as Float32Array)]);

/** A plain run before its step 40: its weights, and the gradient of that step. */
const plainly = (async () => {
  const plain = await build({}, 'digits-cnn');
  for await (const { next } of fit(plain, { validate: false })) if (next.step === STEP) break;
  const weights = Object.entries(plain.model.stateDict()).map(
    ([name, value]) => [name, tensor(value.toArray())] as const,
  );
  const [batch] = plain.loader.epoch(0, STEP);
  plain.step(batch!);
  return { weights: Object.fromEntries(weights), right: gradientIn(plain) };
})();

/** The gradient that the workers' step 40 leaves on the parameters, from the same weights. */
async function gradientOf(knobs: KnobValues, bug?: string) {
  const { weights, right } = await plainly;
  const setup = await build(knobs);
  setup.model.loadStateDict(weights);
  const [batch] = setup.loader.epoch(0, STEP);
  const substitutes = (bugsOf('digits-workers').find(({ id }) => id === bug)?.substitutes ?? []).map(
    (one): Substitute => ({ ...one, id: bug!, by: 'bug' }),
  );
  const metrics = substituting(substitutes, () => setup.step(batch!));
  return { gradient: gradientIn(setup), right, metrics };
}

const differing = (a: readonly number[], b: readonly number[]): number[] =>
  a.flatMap((value, i) => (Object.is(value, b[i]) ? [] : [Math.abs(value - b[i]!)]));
const lengthOf = (values: readonly number[]): number => Math.hypot(...values);

describe('a ring', () => {
  it.each([
    [2, 10],
    [4, 10],
    [4, 3],
    [8, 100],
    [1, 5],
  ])('of %i workers comes to the sum of %i cells, each message no longer than it need be', (workers, length) => {
    const arrays = Array.from({ length: workers }, (_, k) =>
      Float32Array.from({ length }, (_, i) => Math.sin(7 * k + i)),
    );
    const sum = ringSum(arrays);
    for (const [i, value] of starSum(arrays).entries()) expect(sum[i]).toBeCloseTo(value, 6);
    const messages = ringSchedule(workers, length);
    const longest = Array.from({ length: 2 * (workers - 1) }, (_, step) =>
      Math.max(...messages.filter((message) => message.step === step).map(({ lo, hi }) => hi - lo)),
    ).reduce((total, cells) => total + cells, 0);
    expect(longest).toBeLessThanOrEqual(2 * (workers - 1) * Math.ceil(length / workers));
    expect(messages.reduce((total, { lo, hi }) => total + hi - lo, 0)).toBe(2 * (workers - 1) * length);
  });
});

describe('digits-workers', () => {
  it('with one worker is digits-cnn, bit for bit', async () => {
    const losses = async (run: string, knobs: KnobValues): Promise<number[]> => {
      const found: number[] = [];
      for await (const report of fit(await build(knobs, run), { validate: false })) {
        if (report.type === 'step') found.push(report.metrics['loss']!);
        if (found.length === 6) break;
      }
      return found;
    };
    expect(await losses('digits-workers', { workers: 1 })).toEqual(await losses('digits-cnn', {}));
  });

  it('one batch, four workers: nearly the gradient of the whole, and each pulls elsewhere', async () => {
    const { gradient, right, metrics } = await gradientOf({ topology: 'star' });
    const apart = differing(gradient, right);
    expect([apart.length, right.length]).toEqual([3070, 9098]);
    expect(Math.max(...apart)).toBeCloseTo(3.7e-8, 9);
    const norms = ['norm1', 'norm2', 'norm3', 'norm4', 'norm'].map((name) => metrics[name]!.toFixed(2));
    expect(norms).toEqual(['2.23', '2.60', '2.48', '2.51', '1.92']);
    const round = await gradientOf({});
    expect(differing(round.gradient, gradient).length).toBeGreaterThan(0); // a ring adds in another order
    expect(Math.max(...differing(round.gradient, right))).toBeLessThan(1e-7);
  });

  it('a sum that is not divided is exactly four times as long; a mean of means is half wrong', async () => {
    const summed = await gradientOf({}, 'sum-not-mean');
    expect(lengthOf(summed.gradient) / lengthOf(summed.right)).toBeCloseTo(4, 6);
    const means = await gradientOf({ shards: 'ragged' }, 'mean-of-means');
    const error = lengthOf(means.gradient.map((value, i) => value - means.right[i]!)) / lengthOf(means.right);
    expect(error.toFixed(2)).toBe('0.48');
    const ragged = await gradientOf({ shards: 'ragged' });
    expect(Math.max(...differing(ragged.gradient, ragged.right))).toBeLessThan(1e-7);
  });

  it('chunks that overlap count the cells at their borders more than once, and no other', async () => {
    const { gradient, right } = await gradientOf({}, 'shards-overlap');
    const wrong = gradient.flatMap((value, i) => (Math.abs(value - right[i]!) > 1e-6 ? [i] : []));
    const borders = [1, 2, 3].map((chunk) => Math.floor((chunk * right.length) / 4));
    expect(wrong.length).toBeGreaterThan(0);
    for (const cell of wrong) expect(borders).toContain(cell);
  });

  it('a larger batch, a larger rate: none, as many times, or the root', async () => {
    const rates = await Promise.all(
      ['none', 'linear', 'root'].map(
        async (lrRule) => (await build({ batch: 256, examples: 20, lrRule })).optimizers['main']!.lr,
      ),
    );
    expect(rates.map((lr) => lr.toFixed(2))).toEqual(['0.20', '1.60', '0.57']);
  });

  it('with one worker dead goes on with the others', async () => {
    const { metrics } = await gradientOf({ dead: 3 });
    expect(Object.keys(metrics)).not.toContain('norm3');
    expect(metrics['norm']).toBeGreaterThan(1);
  });
});
