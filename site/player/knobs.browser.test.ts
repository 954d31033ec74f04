// Every run with a knob turned, in a browser's worker, all in one: what a page trains then is what the framework trains with these knobs. That
// each knob changes what it should is tried in Node (framework/runs/knobs.test.ts), and that it survives a link (knobsInLinks.test.ts).

import { afterEach, expect, it } from 'vitest';
import { findRun, fit, type Knob, type KnobValue, knobText, loadSimd, type Run, runs } from '#framework';
import { knobsOf } from './buildTrack.ts';
import { lessonRuns } from './lessonRuns.ts';
import { endWorkers, openWorker } from './openWorker.ts';
import { plainTrack, type TrackSpec } from './TrackSpec.ts';

afterEach(endWorkers);

const STEP = 1;

/** Another value than the default, near it. */
function turned(knob: Knob): KnobValue {
  if (knob.kind === 'choice') return knob.options.find((option) => option !== knob.default)!;
  if (knob.kind === 'switch') return !knob.default;
  if (knob.kind === 'list') return knob.default.map((value) => (value + knob.to) / 2);
  const half = knob.default - (knob.default - knob.from) / 2;
  return knob.integer === true ? Math.max(knob.from, Math.floor(half)) : half;
}

/** Its rate; and one that is no number, or a number of another kind. */
function turnedTracks(run: Run): readonly TrackSpec[] {
  const names = Object.keys(run.knobs);
  const rate = names.find((name) => name === 'lr' || name === 'generatorLr')!;
  const others = names.filter((name) => name !== rate && !['examples', 'epochs'].includes(name));
  const other = others.find((name) => run.knobs[name]!.kind !== 'number') ?? others[0];
  return [rate, ...(other === undefined ? [] : [other])].map((name) => ({
    ...plainTrack(run.name, 7),
    options: { [name]: knobText(turned(run.knobs[name]!)) },
  }));
}

/** The loss of a step of the framework, run plainly as this track says. */
async function lossOf({ run: name, options }: TrackSpec): Promise<number> {
  const run = findRun(name);
  const { examples, testExamples } = lessonRuns[name] ?? {};
  const sizes = {
    ...(examples === undefined ? {} : { examples }),
    ...(testExamples === undefined ? {} : { testExamples }),
  };
  const setup = await run.build({ seed: 7, ...sizes, knobs: knobsOf(run, options) });
  for await (const report of fit(setup, { validate: false }))
    if (report.type === 'step' && report.step === STEP) return report.metrics['loss']!;
  throw new Error(`${name} ended`);
}

it('every run trains in a worker as its turned knobs say', async () => {
  await loadSimd();
  const { show, ask, until } = await openWorker(['line-regression.7']);
  for (const run of runs) {
    const tracks = turnedTracks(run);
    ask({ type: 'open', tracks, clock: 'updates', item: 0, observes: [], reading: null, request: 2 });
    await until('opened');
    const traces = await show(STEP);
    const wanted: number[] = [];
    for (const track of tracks) wanted.push(await lossOf(track));
    expect
      .soft(
        traces.map(({ metrics }) => metrics['loss']),
        run.name,
      )
      .toEqual(wanted);
  }
}, 300_000);
