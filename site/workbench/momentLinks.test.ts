// Every exercise whose wrong answer is a bug that can be run live links to the moment that shows it: two tracks of one run, with the
// mistake and without, which are not the same at that step.

import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { bugs, bugsOf, loadSimd, runs } from '#framework';
import { loadExercise } from '../../exercises/grader/loadExercise.ts';
import { momentPath } from '../../exercises/grader/momentPath.ts';
import { lessonRuns } from '../player/lessonRuns.ts';
import { isProblem, type Moment, parseMoment } from '../player/Moment.ts';
import type { StepMetrics } from '../player/protocol.ts';
import { Timeline } from '../player/Timeline.ts';

await loadSimd();

const root = new URL('../../exercises/', import.meta.url);
const slugs = readdirSync(root).filter((slug) => readdirSync(new URL(`${slug}/`, root)).includes('check.ts'));
const ids = new Set(bugs.map(({ id }) => id));
/** Seen in the examination alone: the training is the same to the bit. */
const onlyExamined = new Set(['dropout-in-eval', 'mean-of-batch-means', 'augments-validation']);

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

/** The loss of every track at the moment's step; null where it ended before. */
async function lossesAt({ tracks, step }: Moment): Promise<readonly (number | null)[]> {
  const losses: (number | null)[] = tracks.map(() => null);
  const ended: boolean[] = tracks.map(() => false);
  const timeline = await Timeline.open(tracks, {
    onMetrics: (track: number, metrics: StepMetrics) => {
      if (metrics.step === step) losses[track] = metrics.loss;
    },
    onEvaluation: () => {},
    onKeyframe: () => {},
    onEnding: (track: number) => {
      ended[track] = true;
    },
  });
  try {
    await timeline.show(step);
    return losses;
  } finally {
    timeline.close();
  }
}

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
      expect(lessonRuns[right!.run]).toBeDefined();
      expect(momentPath(text!)).toBe(`runs/${right!.run}/#${text}`);
      const [good, bad] = await lossesAt(moment);
      expect(good).toEqual(expect.any(Number));
      if (!onlyExamined.has(id)) expect(bad).not.toBe(good);
    },
    120_000,
  );
});
