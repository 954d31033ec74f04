/** The content check: every exercise folder is complete, its start fails, its solution passes, every wrong answer is named. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Generator } from '#framework';
import { compare } from './compare.ts';
import { answerOf, same } from './diagnose.ts';
import type { Exercise } from './Exercise.ts';
import { gradeSource } from './gradeSource.ts';
import type { Value } from './harness.ts';

// Starting Node dozens of times on a machine that does other work at once takes its time.

const root = new URL('../', import.meta.url);
const slugs = readdirSync(root, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && entry.name !== 'grader')
  .map(({ name }) => name);
const contents = ['check.ts', 'solution.ts', 'start.ts', 'task.mdx', 'wrong'];
/** Any file of an exercise, as bytes a student could hand in. */
const read = (slug: string, path: string): Buffer => readFileSync(new URL(`${slug}/${path}`, root));
const seeds = Array.from({ length: 20 }, (_, i) => i);
/** A busy machine must not turn a diagnosis into a time limit. */
const patient = { wallMs: 20_000 };

it('finds at least one exercise', () => {
  expect(slugs.length).toBeGreaterThan(0);
});

for (const slug of slugs) {
  const { exercise } = (await import(new URL(`${slug}/check.ts`, root).href)) as { exercise: Exercise };
  const wrongFiles = readdirSync(new URL(`${slug}/wrong/`, root)).map((name) => basename(name, '.ts'));
  const ids = Object.keys(exercise.wrong);

  describe(slug, () => {
    it('holds the files of an exercise and no others, apart from tests', () => {
      const found = readdirSync(new URL(`${slug}/`, root)).filter(
        (name) => !/\.test\.ts$|^task\.[a-z-]+\.mdx$/.test(name),
      );
      expect(found.sort()).toEqual(contents);
    });

    it('knows every wrong answer of its folder by its file name, and says something about each', () => {
      expect(ids.toSorted()).toEqual(wrongFiles.toSorted());
      expect(Object.keys(exercise.words.en.diagnoses).sort()).toEqual(ids.toSorted());
      for (const { title, advice } of Object.values(exercise.words.en.diagnoses)) {
        expect(title.trim()).not.toBe('');
        expect(advice.trim()).not.toBe('');
      }
    });

    it('has a name for every case and every fact', () => {
      const { cases, facts } = exercise.words.en;
      expect(Object.keys(cases).sort()).toEqual(exercise.cases(0).map(({ id }) => id).sort()); // biome-ignore format: one line reads better
      expect(Object.keys(facts).sort()).toEqual(exercise.facts.map(({ id }) => id).sort());
    });

    it('has hints, and marks in the start where to write', () => {
      const [, frontmatter = ''] = read(slug, 'task.mdx').toString().split('---\n');
      expect(frontmatter).toMatch(/^hints:\n {2}- ".{20,}"$/m);
      expect(read(slug, 'start.ts').toString()).toContain('your turn');
      expect(read(slug, 'solution.ts').toString()).not.toContain('your turn');
    });

    it('asks in all three parts, and not only with square or empty arrays', () => {
      const cases = exercise.cases(1);
      expect(new Set(cases.map(({ part }) => part))).toEqual(new Set(['known', 'traps', 'stability']));
      expect(cases.some(({ args }) => new Set(Object.values(exercise.sizes(args))).size > 1)).toBe(true);
    });

    it('gives the same cases for the same seed and others for another', () => {
      expect(exercise.cases(7)).toEqual(exercise.cases(7));
      expect(exercise.cases(7)).not.toEqual(exercise.cases(8));
    });

    it('fails the start, and says that it was not begun', async () => {
      const start = read(slug, 'start.ts');
      const verdict = await gradeSource(exercise, start, { ...patient, start: start.toString() });
      expect(verdict).toMatchObject({ score: 0, diagnosis: { id: 'not-attempted' } });
    });

    it('passes the solution with full marks, with every seed', async () => {
      const solution = read(slug, 'solution.ts');
      for (const seed of [0, 1, 99])
        expect(await gradeSource(exercise, solution, { ...patient, seed })).toMatchObject({
          verdict: 'PASS',
          score: 10,
          max: 10,
          diagnosis: null,
          warnings: [],
        });
    });

    it.each(wrongFiles)('fails wrong/%s.ts and calls it by that name', async (id) => {
      const verdict = await gradeSource(exercise, read(slug, `wrong/${id}.ts`), patient);
      expect(verdict.diagnosis).toMatchObject({ rung: 'match', id });
      expect(verdict.score).toBeLessThan(verdict.max);
    });

    it('has no two wrong answers that behave alike, and none that behaves like the solution, for twenty seeds', () => {
      for (const seed of seeds) {
        const cases = exercise.cases(seed);
        const right = cases.map(({ args }) => exercise.expected(args));
        const answers = ids.map((id) => cases.map(({ args }) => answerOf(exercise.wrong[id]!, args)));
        for (const [i, mine] of answers.entries()) {
          const passes = mine.every((a, c) => a.kind === 'value' && compare(a.value, right[c]!, exercise.tolerance).verdict === 'PASS'); // biome-ignore format: one line reads better
          expect(passes, `${ids[i]} passes with seed ${seed}`).toBe(false);
          for (let j = 0; j < i; j++) {
            const alike = mine.every((a, c) => {
              const b = answers[j]![c]!;
              return a.kind === 'value' && b.kind === 'value' && same(a.value, b.value, exercise.tolerance);
            });
            expect(alike, `${ids[i]} behaves like ${ids[j]} with seed ${seed}`).toBe(false);
          }
        }
      }
    });

    it('passes nothing when the expected values are random: verdicts come from them alone', async () => {
      const random = new Generator(1);
      const noise = (value: Value): Value =>
        Array.isArray(value) ? (value as readonly Value[]).map(noise) : random.normal();
      const canary: Exercise = { ...exercise, expected: (args) => noise(exercise.expected(args)) };
      for (const path of ['solution.ts', 'start.ts', ...wrongFiles.slice(0, 3).map((id) => `wrong/${id}.ts`)])
        expect(await gradeSource(canary, read(slug, path), patient)).toMatchObject({ score: 0 });
    });
  });
}

it('has a folder for every check and a check for every folder', () => {
  for (const slug of slugs) expect(existsSync(new URL(`${slug}/check.ts`, root)), slug).toBe(true);
});
