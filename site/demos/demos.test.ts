// The moments for the projector: every one can be opened on its lesson's page, and a prepared one has all that a lecturer needs.

import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { bugsOf, findRun } from '#framework';
import { lessonRuns } from '../player/lessonRuns.ts';
import { isProblem, parseMoment } from '../player/Moment.ts';
import type { Demo } from './Demo.ts';
import { fits } from './filterDemos.ts';

const root = new URL('../../lessons/', import.meta.url);
const folders = readdirSync(root).filter((folder) => readdirSync(new URL(`${folder}/`, root)).includes('demos.ts'));
const all = (
  await Promise.all(
    folders.map(async (folder) => {
      const { demos } = (await import(new URL(`${folder}/demos.ts`, root).href)) as { demos: readonly Demo[] };
      const text = readFileSync(new URL(`${folder}/index.mdx`, root), 'utf8');
      return demos.map((demo) => ({ folder, text, ...demo }));
    }),
  )
).flat();
const moments = all.filter(({ moment }) => moment.startsWith('#t='));
const prepared = all.flatMap(({ prepared, ...demo }) => (prepared === undefined ? [] : [{ ...demo, ...prepared }]));

describe('demos', () => {
  it.each(moments)('$folder: $ask', ({ moment, text }) => {
    const read = parseMoment(moment);
    if (isProblem(read)) throw new Error(`${read.reason}: ${read.part}`);
    const runs = [...text.matchAll(/<Run name="([a-z0-9-]+)"/g)].map(([, name]) => lessonRuns[name!]!.run);
    // One run of the page is meant: the others of a comparison may be another's.
    expect(runs).toContain(read.tracks[0]!.run);
    for (const { run, bugs } of read.tracks) {
      expect(findRun(run).name).toBe(run);
      for (const bug of bugs) expect(bugsOf(run).map(({ id }) => id)).toContain(bug);
    }
  });

  it('are fifteen that are prepared, each under a title of its own', () => {
    expect(prepared.length).toBeGreaterThanOrEqual(15);
    expect(new Set(prepared.map(({ title }) => title)).size).toBe(prepared.length);
  });

  it.each(prepared)('$title is complete', ({ ask, minutes, choices, answer, thenTry, moment }) => {
    expect(moment).toMatch(/^#t=/);
    expect(ask).toMatch(/\?|Draw|Mark|Everyone/);
    expect(minutes).toBeGreaterThan(0);
    expect(minutes).toBeLessThanOrEqual(10);
    expect(choices.length).toBeGreaterThanOrEqual(2);
    expect(new Set(choices).size).toBe(choices.length);
    // What the run says, the run says: no measured number is typed into an answer.
    expect(`${answer} ${thenTry}`).not.toMatch(/\d/);
    for (const text of [answer, thenTry]) expect(text.length).toBeGreaterThan(20);
  });
});

describe('the filter', () => {
  const demo = { lesson: 'tensors', minutes: 4 };

  it('asks for the lesson and for no more minutes', () => {
    expect(fits(demo, { lesson: '', minutes: Number.POSITIVE_INFINITY })).toBe(true);
    expect(fits(demo, { lesson: 'tensors', minutes: 4 })).toBe(true);
    expect(fits(demo, { lesson: 'tensors', minutes: 3 })).toBe(false);
    expect(fits(demo, { lesson: 'broadcasting', minutes: 9 })).toBe(false);
  });
});
