// The timeline in a browser's worker, asked as a page asks it: each kind of network has the numbers of the framework run plainly, and the
// same bits after steps back and forth, alone and as one of four; a fork shares its past.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findRun, fit, type KnobValues, loadSimd } from '#framework';
import { lessonRuns } from './lessonRuns.ts';
import { endWorkers, openWorker } from './openWorker.ts';
import type { StepTrace } from './protocol.ts';
import type { TrackSpec } from './TrackSpec.ts';
import { USUALLY_OBSERVED } from './timelineProtocol.ts';
import { parseTrack } from './trackText.ts';

const STEPS = 3;
const networks = ['digits-cnn', 'spiral-mlp', 'names-rnn', 'names-lstm', 'sine-gru', 'sort-transformer', 'ring-gan'];

afterAll(endWorkers);

async function bitsOf({ loss, tensors }: StepTrace): Promise<string> {
  const bytes = await new Blob([...tensors.values()].map(({ values }) => values)).arrayBuffer();
  return `${loss} ${[...new Uint8Array(await crypto.subtle.digest('SHA-1', bytes))].join()}`;
}

/** Losses of the framework, run plainly. */
async function lossesOf(name: string, knobs: KnobValues = {}): Promise<number[]> {
  const { examples, testExamples } = lessonRuns[name] ?? {};
  const sizes = examples === undefined || testExamples === undefined ? {} : { examples, testExamples };
  const setup = await findRun(name).build({ seed: 7, ...sizes, knobs });
  const losses: number[] = [];
  for await (const report of fit(setup, { validate: false })) {
    if (report.type === 'step') losses.push(report.metrics['loss']!);
    if (losses.length === STEPS) break;
  }
  return losses;
}

describe('in a worker', () => {
  // One for all: to load it is what takes longest. A network's tracks are thrown away when the next one's are opened.
  let worker: Awaited<ReturnType<typeof openWorker>>;
  const alone = new Map<string, string>();
  const open = async (texts: readonly string[]): Promise<void> => {
    const tracks = texts.map((text) => parseTrack(text) as TrackSpec);
    worker.ask({ type: 'open', tracks, clock: 'updates', item: 0, observes: [], reading: null, request: 2 });
    await worker.until('opened');
  };
  beforeAll(async () => {
    await loadSimd();
    worker = await openWorker(['line-regression.7']);
  });

  it.each(networks)('%s has the numbers of the framework run plainly, back and forth', async (run) => {
    const losses = await lossesOf(run);
    await open([`${run}.7`]);
    for (const step of [0, 2, 1, 2]) {
      const [trace] = await worker.show(step);
      expect([trace!.step, trace!.metrics['loss']]).toEqual([step, losses[step]]);
      const bits = await bitsOf(trace!);
      expect(alone.get(`${run} ${step}`) ?? bits).toBe(bits);
      alone.set(`${run} ${step}`, bits);
    }
  });

  it.each(networks)('%s has them as one of four; a fork has its past, a turned knob what it says', async (run) => {
    const rate = run === 'ring-gan' ? 'generatorLr' : 'lr';
    const turned = await lossesOf(run, { [rate]: 0.0123 });
    await open([`${run}.8`, `${run}.7`, `${run}.7@1:${rate}=0.0123`, `${run}.7(${rate}=0.0123)`]);
    for (const step of [2, 0, 1]) {
      const [, second, forked, knobbed] = await worker.show(step);
      const bits = alone.get(`${run} ${step}`);
      expect(await bitsOf(second!)).toBe(bits);
      // A fork has its parent's past, to the bit, and from its step on its own.
      expect((await bitsOf(forked!)) === bits).toBe(step === 0);
      expect(knobbed!.metrics['loss']).toBe(turned[step]);
    }
  });
});

describe('a worker with tracks', () => {
  it('forks one without starting the others anew, and finds where they differ', async () => {
    const { show, ask, until } = await openWorker(['spiral-mlp.7']);
    const [before] = await show(4);
    const tracks = ['spiral-mlp.7', 'spiral-mlp.7@2:lr=0.5'].map((text) => parseTrack(text) as TrackSpec);
    ask({ type: 'open', tracks, clock: 'updates', item: 0, observes: USUALLY_OBSERVED, reading: null, request: 2 });
    const { tracks: opened } = await until('opened');
    // The past is told at once: nothing had to be trained again for it.
    expect(opened.map(({ metrics }) => metrics.map(({ step }) => step))).toEqual([
      [0, 1, 2, 3, 4],
      [0, 1],
    ]);
    const [here, forked] = await show(4);
    expect(await bitsOf(here!)).toBe(await bitsOf(before!));
    expect(forked!.loss).not.toBe(here!.loss);
    ask({ type: 'difference', between: [0, 1], request: 3 });
    const { difference } = await until('difference');
    expect(difference).toMatchObject({ step: 2, phase: 'update' });
  });

  it('refuses what is not possible, and goes on with what it has', async () => {
    const { show, ask, until } = await openWorker(['line-regression.7']);
    const tracks = [parseTrack('line-regression.7(lr=99)') as TrackSpec];
    ask({ type: 'open', tracks, clock: 'updates', item: 0, observes: [], reading: null, request: 2 });
    expect(await until('refused')).toMatchObject({ request: 2, message: expect.stringContaining('lr = 99') });
    const [trace] = await show(2);
    expect(trace!.step).toBe(2);
  });

  it('plays to the end, says so, and from there from the beginning', async () => {
    const { ask, until } = await openWorker(['plane-regression.7']);
    ask({ type: 'play', speed: Number.POSITIVE_INFINITY });
    await until('finished');
    ask({ type: 'seek', step: 59 });
    await until('traces');
    ask({ type: 'play', speed: 1 });
    let step = 59;
    while (step > 1) step = (await until('traces')).traces[0]?.step ?? step;
    expect(step).toBeLessThanOrEqual(1);
  });
});
