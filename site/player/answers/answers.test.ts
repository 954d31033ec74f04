// Every exercise whose answer takes a part's place: the solution in it has the losses of the run without it, forwards and replayed; a wrong
// answer parts from it, and where it does is found.

import { existsSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { fit, hashParameters, loadSimd, type Metrics } from '#framework';
import { exerciseSlugs, readFolder } from '../../../exercises/grader/loadExercise.ts';
import type { Loaded } from '../../../exercises/grader/sandbox/values.ts';
import type { Adapter } from '../../../exercises/places/Substitute.ts';
import { buildTrack } from '../buildTrack.ts';
import type { StepMetrics } from '../protocol.ts';
import { Timeline } from '../Timeline.ts';
import type { TrackSpec } from '../TrackSpec.ts';
import { parseTrack } from '../trackText.ts';
import { provideAnswer } from './answers.ts';

const root = new URL('../../../exercises/', import.meta.url);
const STEPS = 5;
const sizes = { examples: 64, testExamples: 16 };

const only = process.env['CHALKGRAD_EXERCISE'];
const adapted = exerciseSlugs().filter(
  (slug) => (only === undefined || slug === only) && existsSync(new URL(`${slug}/substitute.ts`, root)),
);

const adapterOf = async (slug: string): Promise<Adapter> =>
  ((await import(/* @vite-ignore */ new URL(`${slug}/substitute.ts`, root).href)) as { default: Adapter }).default;

/** What explains a network takes part in no step: site/player/explain/explain.test.ts proves it. */
const adapters = await Promise.all(adapted.map(adapterOf));
const slugs = adapted.filter((_, i) => adapters[i]!.explains === undefined && adapters[i]!.examined === undefined);
const examined = adapted.filter((_, i) => adapters[i]!.examined === true);

/** The adapter's track without an answer, and once for each of these modules in the part's place. */
async function open(slug: string, modules: readonly Loaded[]) {
  const adapter = await adapterOf(slug);
  const plain = parseTrack(adapter.track) as TrackSpec;
  const specs = modules.map((exports, i) => {
    provideAnswer(`${slug}-${i}`, { adapter, exports });
    return { ...plain, answers: [`${slug}-${i}`] };
  });
  const reports = [plain, ...specs].map(() => new Map<number, StepMetrics>());
  const endings: string[] = [];
  const timeline = await Timeline.open(
    [plain, ...specs],
    {
      onMetrics: (place, metrics) => reports[place]!.set(metrics.step, metrics),
      onEvaluation: () => {},
      onKeyframe: () => {},
      onEnding: (_place, { message }) => endings.push(message),
    },
    { sizes },
  );
  for (let step = 0; step < STEPS; step++) await timeline.advance(false);
  const losses = reports.map((track) => Array.from({ length: STEPS }, (_, step) => track.get(step)?.loss));
  return { timeline, losses, endings };
}

/** The largest relative distance of two rows of losses; of rows of which one ended or is no number, Infinity. */
const distance = (a: readonly (number | undefined)[], b: readonly (number | undefined)[]): number =>
  Math.max(
    ...a.map((loss, i) => {
      const apart = Math.abs((b[i] ?? Number.POSITIVE_INFINITY) / loss! - 1);
      return Number.isNaN(apart) ? Number.POSITIVE_INFINITY : apart;
    }),
  );

beforeAll(async () => {
  await loadSimd();
});

describe.skipIf(slugs.length === 0).each(slugs)('the answer to %s', (slug) => {
  it('that is right has the losses that ours has, and the same bits when it is played again', async () => {
    const { solution } = await readFolder(slug);
    const { timeline, losses, endings } = await open(slug, [solution]);
    expect(endings).toEqual([]);
    expect(losses[0]!.every((loss) => loss! > 0)).toBe(true);
    expect(distance(losses[0]!, losses[1]!), `${losses[1]} for ${losses[0]}`).toBeLessThan(1e-5);
    const before = timeline.tracks.map(({ hash }) => hash);
    const [ours, theirs] = (await timeline.show(2))!;
    expect(marks(ours!)).toEqual([]);
    expect(marks(theirs!)).toEqual((await adapterOf(slug)).isSilent ? [] : [`${slug}-0`]);
    await timeline.show(STEPS - 1);
    expect(timeline.tracks.map(({ hash }) => hash)).toEqual(before);
    timeline.close();
  });

  it('that is wrong has other losses, and parts from the right one where its mistake is', async () => {
    const { solution, wrong } = await readFolder(slug);
    const { differs, track, runs } = await adapterOf(slug);
    expect(runs).toContain((parseTrack(track) as TrackSpec).run);
    expect(Object.keys(differs).length).toBeGreaterThan(0);
    const ids = Object.keys(differs);
    for (const id of ids) expect(Object.keys(wrong), id).toContain(id);
    // All of them beside one right answer.
    const { timeline, losses } = await open(slug, [solution, ...ids.map((id) => wrong[id]!.module)]);
    for (const [i, id] of ids.entries()) {
      expect(distance(losses[0]!, losses[i + 2]!), id).toBeGreaterThan(1e-4);
      const found = await timeline.difference(1, i + 2);
      expect(`${found?.phase} ${found?.op}`, `${id}: ${JSON.stringify(found)}`).toMatch(differs[id]!);
    }
    timeline.close();
  });
});

/** Five steps of the adapter's track, and what its examination says then; with an answer in the part's place, or without. */
async function examination(slug: string, exports: Loaded | null) {
  const adapter = await adapterOf(slug);
  if (exports !== null) provideAnswer(`${slug}-examined`, { adapter, exports });
  const plain = parseTrack(adapter.track) as TrackSpec;
  const { setup } = await buildTrack({ ...plain, answers: exports === null ? [] : [`${slug}-examined`] }, sizes);
  let steps = 0;
  for await (const { type } of fit(setup, { validate: false })) if (type === 'step' && ++steps === STEPS) break;
  return { hash: hashParameters(setup), metrics: setup.evaluate() };
}

/** The first metric by which two examinations part; null: none. */
const parting = (a: Metrics, b: Metrics): string | null =>
  Object.keys(a).find((name) => !(Math.abs(b[name]! - a[name]!) <= 1e-5 * Math.abs(a[name]!))) ?? null;

describe.skipIf(examined.length === 0).each(examined)('the answer to %s', (slug) => {
  it('that is right is examined as ours is, and a wrong one otherwise; what is learned is the same', async () => {
    const { solution, wrong } = await readFolder(slug);
    const { differs } = await adapterOf(slug);
    const [ours, yours] = [await examination(slug, null), await examination(slug, solution)];
    expect(yours.hash).toBe(ours.hash);
    expect(Object.keys(ours.metrics)).toContain('loss');
    expect(parting(ours.metrics, yours.metrics)).toBeNull();
    expect(Object.keys(differs).length).toBeGreaterThan(0);
    for (const [id, where] of Object.entries(differs)) {
      const other = await examination(slug, wrong[id]!.module);
      expect(other.hash, id).toBe(ours.hash);
      expect(parting(ours.metrics, other.metrics), id).toMatch(where);
    }
  });
});

/** Whose parts a step was made with. */
const marks = ({ ops, updates }: NonNullable<Awaited<ReturnType<Timeline['show']>>>[number] & object): string[] => [
  ...new Set(
    [
      ...ops.map(({ substitute }) => substitute),
      ...ops.map(({ backward }) => backward?.substitute),
      ...updates.map(({ substitute }) => substitute),
    ].flatMap((mark) => (mark === undefined ? [] : [mark.id])),
  ),
];
