// The timeline in a browser's worker, asked as a page asks it: each kind of network has the numbers of the framework run plainly, and the
// same bits after steps back and forth, alone and as one of four; a fork shares its past.

import { afterEach, describe, expect, it } from 'vitest';
import { findRun, fit, loadSimd } from '#framework';
import { lessonRuns } from './lessonRuns.ts';
import { endWorkers, openWorker } from './openWorker.ts';
import type { StepTrace } from './protocol.ts';
import type { TrackSpec } from './TrackSpec.ts';
import { USUALLY_OBSERVED } from './timelineProtocol.ts';
import { parseTrack } from './trackText.ts';

const STEPS = 3;
const networks = ['digits-cnn', 'spiral-mlp', 'names-rnn', 'names-lstm', 'sine-gru', 'sort-transformer', 'ring-gan'];

afterEach(endWorkers);

async function bitsOf({ loss, tensors }: StepTrace): Promise<string> {
  const bytes = await new Blob([...tensors.values()].map(({ values }) => values)).arrayBuffer();
  return `${loss} ${[...new Uint8Array(await crypto.subtle.digest('SHA-1', bytes))].join()}`;
}

describe.each(networks)('%s in a worker', (run) => {
  it('has the numbers of the framework run plainly, back and forth, alone and as one of four', async () => {
    await loadSimd();
    const { examples, testExamples } = lessonRuns[run] ?? {};
    const sizes = examples === undefined || testExamples === undefined ? {} : { examples, testExamples };
    const setup = await findRun(run).build({ seed: 7, ...sizes });
    const losses: number[] = [];
    for await (const report of fit(setup, { validate: false })) {
      if (report.type === 'step') losses.push(report.metrics['loss']!);
      if (losses.length === STEPS) break;
    }
    const alone = await openWorker([`${run}.7`]);
    const fork = `${run}.7@1:${run === 'ring-gan' ? 'generatorLr' : 'lr'}=0.0123`;
    const four = await openWorker([`${run}.8`, `${run}.7`, fork, `${run}.9`]);
    const order = [0, 2, 1, 2];
    const bits = new Map<number, string>();
    for (const step of order) {
      const [one] = await alone.show(step);
      const [, second, forked] = await four.show(step);
      expect([one!.step, one!.metrics['loss']]).toEqual([step, losses[step]]);
      const found = await bitsOf(one!);
      expect(await bitsOf(second!)).toBe(found);
      // A fork has its parent's past, to the bit, and from its step on its own.
      expect((await bitsOf(forked!)) === found).toBe(step === 0);
      expect(bits.get(step) ?? found).toBe(found);
      bits.set(step, found);
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
