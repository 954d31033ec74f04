// Every exercise whose wrong answer is a bug that can be run live links to the moment that shows it: two tracks of one run, with the
// mistake and without, which are not the same at that step.

import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { bugs, bugsOf, loadSimd, runs } from '#framework';
import { loadExercise } from '../../exercises/grader/loadExercise.ts';
import { momentPath } from '../../exercises/grader/momentPath.ts';
import { answers } from '../../exercises/name-the-track/solution.ts';
import { lessonRuns } from '../player/lessonRuns.ts';
import { isProblem, type Moment, parseMoment } from '../player/Moment.ts';
import type { StepMetrics } from '../player/protocol.ts';
import { Timeline } from '../player/Timeline.ts';

await loadSimd();

const root = new URL('../../exercises/', import.meta.url);
const slugs = readdirSync(root).filter((slug) => readdirSync(new URL(`${slug}/`, root)).includes('check.ts'));
const ids = new Set(bugs.map(({ id }) => id));
/** Seen in the examination alone: the training is the same to the bit. */
const onlyExamined = new Set([
  'dropout-in-eval',
  'mean-of-batch-means',
  'augments-validation',
  'momentum-inverted',
  'preprocessing-not-saved',
]);

/** Seen in explanations alone: the moment has one in the batch's place, and there they part. */
const onlyExplained = new Set(['gradient-of-loss-not-logit', 'path-not-averaged', 'relu-missing']);

/** No number differs: it costs time, and leaves gradients where nobody asked for them. */
const onlyCosts = new Set(['fake-not-detached']);

interface Linked {
  readonly name: string;
  readonly id: string;
  readonly moment: string | undefined;
}

const linked: readonly Linked[] = (await Promise.all(slugs.map((slug) => loadExercise(slug)))).flatMap(
  ({ slug, wrong, words }) =>
    Object.keys(wrong)
      // A choice's misconceptions may point at any moment; what they point at is read by the page's own tests.
      .filter((id) => ids.has(id))
      .map((id) => ({ name: `${slug}: ${id}`, id, moment: words.en.diagnoses[id]?.moment })),
);

/** What every track says of the moment's step; null where it ended before. And whether two of them part there, for whoever asks. */
async function seenAt({ tracks, step, reading = null }: Moment, asks = false) {
  const said: (StepMetrics | null)[] = tracks.map(() => null);
  const timeline = await Timeline.open(tracks, {
    onMetrics: (track: number, metrics: StepMetrics) => {
      if (metrics.step === step) said[track] = metrics;
    },
    onEvaluation: () => {},
    onKeyframe: () => {},
    onEnding: () => {},
  });
  try {
    if (asks) timeline.look({ reading });
    await timeline.show(step);
    return { said, parts: asks && (await timeline.difference(0, 1)) !== null };
  } finally {
    timeline.close();
  }
}

/** The loss of every track at the moment's step. */
const lossesAt = async (moment: Moment): Promise<readonly (number | null)[]> =>
  (await seenAt(moment)).said.map((metrics) => metrics?.loss ?? null);

describe('moments in diagnoses', () => {
  it('are there for all of them that are bugs of a run', () => {
    expect(linked.length).toBeGreaterThan(15);
    expect(linked.filter(({ moment }) => moment === undefined).map(({ name }) => name)).toEqual([]);
  });

  it.each(linked.filter(({ moment }) => moment !== undefined))(
    '$name',
    async ({ id, moment: text }) => {
      const moment = parseMoment(text!);
      if (isProblem(moment)) throw new Error(`${moment.reason}: ${moment.part}`);
      const [right, wrong] = moment.tracks;
      expect(moment.tracks).toHaveLength(2);
      expect(right!.bugs).toEqual([]);
      expect(wrong).toEqual({ ...right, bugs: [id] });
      expect(bugsOf(right!.run).map((bug) => bug.id)).toContain(id);
      // The page that it leads to exists and has a player.
      expect(runs.map(({ name }) => name)).toContain(right!.run);
      expect(lessonRuns[right!.run]).toMatchObject({ run: right!.run });
      expect(momentPath(text!)).toBe(`runs/${right!.run}/#${text}`);
      const { said, parts } = await seenAt(moment, onlyExplained.has(id));
      const [good, bad] = said.map((metrics) => metrics?.loss ?? null);
      expect(good).toEqual(expect.any(Number));
      if (onlyCosts.has(id)) expect(bad).toBe(good);
      else if (onlyExplained.has(id)) expect([bad, parts]).toEqual([good, true]);
      else if (!onlyExamined.has(id)) expect(bad).not.toBe(good);
    },
    120_000,
  );
});

/** By question: the moments that a solved choice leads to. */
const bookmarks = (await Promise.all(slugs.map((slug) => loadExercise(slug)))).flatMap(({ slug, questions }) =>
  questions.flatMap(({ id, moment }) => (moment === undefined ? [] : [{ name: `${slug}: ${id}`, moment }])),
);

describe('bookmarks of solved choices', () => {
  const opened = (name: string): Moment => {
    const read = parseMoment(bookmarks.find((bookmark) => bookmark.name === `name-the-track: ${name}`)!.moment);
    if (isProblem(read)) throw new Error(`${read.reason}: ${read.part}`);
    return read;
  };

  it.each(bookmarks)('$name opens', async ({ moment: text }) => {
    const moment = parseMoment(text);
    if (isProblem(moment)) throw new Error(`${moment.reason}: ${moment.part}`);
    expect(lessonRuns[moment.tracks[0]!.run]).toMatchObject({ run: moment.tracks[0]!.run });
    for (const loss of await lossesAt(moment)) expect(loss).toEqual(expect.any(Number));
  });

  it('of name-the-track: all five, and each shows what was observed', async () => {
    expect(bookmarks.filter(({ name }) => name.startsWith('name-the-track'))).toHaveLength(5);
    const bias = async (moment: Moment): Promise<number> => (await seenAt(moment)).said[0]!.metrics['bias']!;
    const back = opened('back');
    expect(back.step).toBe(answers.back);
    expect(await bias({ ...back, step: back.step - 1 })).toBeGreaterThan(0);
    expect(await bias(back)).toBeLessThan(0);
    expect(await bias({ ...opened('first'), step: 1 })).toBeGreaterThan(0);
    const [slow, usual] = await lossesAt(opened('slow'));
    expect(slow).toBeCloseTo(2.04, 2);
    expect(usual).toBeLessThan(0.5);
    const [beyond, before] = await lossesAt(opened('explodes'));
    expect(beyond! / before!).toBeGreaterThan(100);
  });
});
