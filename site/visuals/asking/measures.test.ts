import { readdirSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import type { TrackState } from '../../player/PlayerState.ts';
import type { RunInfo, StepTrace } from '../../player/protocol.ts';
import { plainTrack } from '../../player/TrackSpec.ts';
import { stepOf } from '../parts/cells/recordedStep.ts';
import { nextLetter } from '../sequences/nextLetter.ts';
import { termSizes } from '../sequences/termSizes.ts';
import { AFTER_GUA, type Measured, measures } from './measures.ts';

const info = { totalSteps: 300, parameters: 1 } as RunInfo;
const seen = (trace: StepTrace, tracks: readonly TrackState[] = []): Measured => ({ trace, info, metrics: [], tracks });
let rnn: StepTrace;
beforeAll(async () => {
  rnn = await stepOf('recall-rnn', 0, ['probabilities', 'hiddenGradients']);
}, 60_000);

const track = (accuracies: readonly number[], every = 20): TrackState => ({
  spec: plainTrack('recall-rnn', 7),
  info,
  trace: null,
  metrics: [],
  evaluations: accuracies.map((accuracy, i) => ({ step: (i + 1) * every, metrics: { accuracy } })),
  keyframes: [],
  ending: null,
});

describe('measures', () => {
  it('how far the error reaches is counted in the gradients that were measured', () => {
    const sizes = Array.from(rnn.tensors.get(rnn.observed['hiddenGradients']!)!.values);
    const back = measures['steps-to-one-percent'](seen(rnn))!;
    expect(sizes[29 - back]!).toBeLessThan(0.01 * sizes[29]!);
    expect(sizes[30 - back]!).toBeGreaterThanOrEqual(0.01 * sizes[29]!);
    expect(measures['reach-ratio'](seen(rnn))).toBeCloseTo(sizes[0]! / sizes[29]!, 12);
  });

  it('one network is used at every step, thirty times', () => {
    expect(measures['recurrent-weights'](seen(rnn))).toBe(1);
    expect(measures['time-steps'](seen(rnn))).toBe(30);
    expect(measures['half-survives'](seen(rnn))! ** 29).toBeCloseTo(0.5, 12);
    expect(measures['loss-of-guessing'](seen(rnn))).toBeCloseTo(Math.log(4), 12);
    expect(measures.chance(seen(rnn))).toBe(0.25);
  });

  it('a term of the recurrent gradient is an outer product: its size is the product of the sizes', () => {
    const sizes = termSizes(rnn)!;
    expect(sizes[0]).toBe(0); // there is no state before the first
    expect(measures['largest-term'](seen(rnn))).toBe(29);
    expect(sizes[29]).toBe(Math.max(...sizes));
  });

  it('a line’s first step: the bias goes up, seven votes are against, and the edge lies at 2/λ', async () => {
    const observes = ['fullLoss', 'exampleLosses', 'exampleGradients'];
    const state = seen(await stepOf('line-three-ways', 0, observes));
    expect(measures['bias-direction'](state)).toBe(0);
    expect(measures['bias-after'](state)).toBeCloseTo(0.174, 3);
    expect(measures['bias-after-first'](state)).toBe(measures['bias-after'](state));
    const later = seen(await stepOf('line-three-ways', 20, observes));
    expect(measures['bias-direction'](later)).toBeNull();
    expect(measures['bias-after-first'](later)).toBeNull();
    expect(measures['votes-against'](state)).toBe(7);
    expect(measures['votes-of-nothing'](state)).toBe(0);
    const lowest = seen(await stepOf('line-three-ways', 399, observes));
    expect(measures['votes-of-nothing'](lowest)).toBe(0); // the mean is next to nothing, no single one is
    expect(measures['length-of-a-vote'](lowest)).toBeCloseTo(1.87, 2);
    const tracks = [state, later].map(({ trace }) => ({ ...track([]), trace }));
    expect(measures['bias-after-first-of-last'](seen(later.trace!, tracks.toReversed()))).toBeCloseTo(0.174, 3);
    expect(measures['bias-after-first-of-last'](seen(state.trace!, tracks))).toBeNull();
    expect(measures['rate-at-the-edge'](state)).toBeCloseTo(0.331, 3);
    expect(measures['fastest-rate'](state)).toBeCloseTo(0.286, 3);
    expect(measures['full-loss'](state)).toBeCloseTo(7.157, 3);
    expect(measures['lowest-after-an-epoch'](state)).toBeNull();
    expect(measures['error-of-one-over-four'](state)).toBeNull();
    const noisy = seen(await stepOf('line-three-ways', 0, ['batchErrors']));
    expect(measures['error-of-one-over-four'](noisy)).toBeCloseTo(9.8 / 4.76, 2);
    expect(measures['time-of-32']()).toBeNull(); // nothing was measured here

    expect(measures['votes-against'](seen(rnn))).toBeNull();
  });

  it('which of two learns is not said before both had a fair chance', () => {
    const never = Array.from({ length: 15 }, () => 0.25);
    const which = (a: readonly number[], b: readonly number[]) =>
      measures['which-learns'](seen(rnn, [track(a), track(b)]));
    expect(which(never, never)).toBe(3);
    expect(which(never, [0.2, 1])).toBe(1);
    expect(which([0.95], never)).toBe(0);
    expect(which([0.95], [1])).toBe(2);
    expect(which([0.3], [1])).toBeNull();
    expect(measures['which-learns'](seen(rnn, [track(never)]))).toBeNull();
  });

  it('after “gua” it is the likeliest of five letters, as the figure has it, and only of a name that begins so', async () => {
    const vocabulary = ['.', ...'abcdefghijklmnopqrstuvwxyz'];
    const of = async (text: string) => {
      const trace = await stepOf('names-rnn', 3, undefined, { text, letter: null });
      return { trace, measured: { ...seen(trace), info: { ...info, vocabulary } } };
    };
    const { trace, measured } = await of('guadalajara');
    const { likely } = nextLetter(trace, 3)!;
    const share = (letter: string): number => likely.find(({ token }) => vocabulary[token] === letter)!.probability;
    const shares = AFTER_GUA.map(share);
    expect(measures['likeliest-after-gua'](measured)).toBe(shares.indexOf(Math.max(...shares)));
    expect(measures['likeliest-after-gua']((await of('gudalajara')).measured)).toBeNull();
  });

  it('in which cell more of one letter’s error arrives, is asked of readings that send back one', async () => {
    const reading = { text: 'guadalajara', letter: 10 };
    const traces = await Promise.all(['names-rnn', 'names-lstm'].map((run) => stepOf(run, 0, undefined, reading)));
    const tracks = traces.map((trace) => ({ ...track([]), trace }));
    expect(measures['hears-more'](seen(traces[0]!, tracks))).toBe(0); // 2.5e-3 against 9.5e-4
    const whole = tracks.map((one) => ({ ...one, trace: { ...one.trace, reading: { ...reading, letter: null } } }));
    expect(measures['hears-more'](seen(traces[0]!, whole))).toBeNull();
    expect(measures['hears-more'](seen(traces[0]!, tracks.slice(1)))).toBeNull();
  });

  it('says nothing of what was not kept', () => {
    const empty = seen({ ...rnn, tensors: new Map() });
    for (const name of ['steps-to-one-percent', 'largest-term', 'chance', 'mean-forget-gate'] as const)
      expect(measures[name](empty), name).toBeNull();
  });
});

describe('measures of lessons', () => {
  it('have names of their own: none takes the place of another lesson’s', async () => {
    const folder = new URL('./', import.meta.url);
    const files = readdirSync(folder).filter((name) => name.endsWith('Measures.ts'));
    const parts = await Promise.all(
      files.map((name) => import(/* @vite-ignore */ new URL(name, folder).href) as Promise<Record<string, unknown>>),
    );
    const names = parts.flatMap((part) =>
      Object.entries(part).flatMap(([name, value]) => (name.endsWith('Measures') ? Object.keys(value as object) : [])),
    );
    expect(names.length).toBeGreaterThan(30);
    expect(names.filter((name, i) => names.indexOf(name) !== i)).toEqual([]);
    for (const name of names) expect(Object.keys(measures)).toContain(name);
  });
});
