/**
 * The proof of an exercise, generated from its folder: what a student can rely on when the grader says something. It is the
 * same for every exercise; a folder adds nothing to it. Kinds differ only where a wrong answer is something else than a
 * function: a mutant that a test must find, an option that one must not choose.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { Generator } from '#framework';
import { assemble } from '../assemble.ts';
import { entriesOf, isRecord, same } from '../compare.ts';
import { wrongAnswerOf } from '../diagnose.ts';
import type { Exercise } from '../Exercise.ts';
import { PRACTICE_SEED } from '../grading.ts';
import { readFolder } from '../loadExercise.ts';
import { Given, type Value } from '../sandbox/values.ts';
import { judgeAnswers, judgeHere } from './answerHere.ts';
import { gradeTogether } from './gradeTogether.ts';

const root = new URL('../../', import.meta.url);
const seeds = Array.from({ length: 20 }, (_, i) => i);
const needed = ['check.ts', 'solution.ts', 'start.ts', 'task.mdx', 'wrong'];
const allowed = /\.test\.ts$|^task\.[a-z-]+\.mdx$|^words\.[a-z-]+\.json$|^given\.ts$|^substitute\.ts$/;

const read = (slug: string, path: string): string => readFileSync(new URL(`${slug}/${path}`, root), 'utf8');

/** Everything that `npm test -- --only exercise/SLUG` insists on. Called while tests are collected. */
export async function prove(slug: string): Promise<void> {
  const folder = await readFolder(slug);
  const exercise = assemble(folder);
  const ids = Object.keys(exercise.wrong);
  const isCode = exercise.kind !== 'test' && exercise.kind !== 'choice';

  describe(slug, () => {
    it('holds the files of an exercise and no others', () => {
      const found = readdirSync(new URL(`${slug}/`, root)).filter((name) => !allowed.test(name));
      expect(found.sort()).toEqual(needed);
    });

    it('has words for everything, hints of some length, and a mark in the start where to write', () => {
      const { cases, facts, diagnoses } = exercise.words.en;
      for (const words of [...Object.values(cases), ...Object.values(facts)]) expect(words.trim()).not.toBe('');
      expect(new Set(exercise.cases(0).map(({ id }) => id)).size, 'ids of cases').toBe(exercise.cases(0).length);
      expect(new Set(Object.values(diagnoses).map(({ advice }) => advice)).size, 'advice').toBe(ids.length);
      const [, frontmatter = ''] = read(slug, 'task.mdx').split('---\n');
      expect(frontmatter).toMatch(/^hints:\n {2}- ".{12,}"$/m);
      expect(frontmatter).toMatch(/^after: ".{20,}"$/m);
      expect(read(slug, 'start.ts')).toContain('your turn');
      expect(read(slug, 'solution.ts')).not.toContain('your turn');
      const total = Object.values(exercise.points).reduce((sum, points) => sum + points, 0);
      expect(total).toBe(10);
    });

    it('gives the same cases for the same seed and others for another, in every part of an exercise with cases', () => {
      expect(assemble(folder).cases(7)).toEqual(exercise.cases(7));
      if (exercise.kind === 'choice') return;
      expect(exercise.cases(7)).not.toEqual(exercise.cases(8));
      // What is true of an implementation does not change with the seed; elsewhere a table of known answers earns no part.
      for (const part of exercise.kind === 'test' ? [] : exercise.parts)
        expect(
          exercise.cases(7, true).some((one) => one.part === part),
          `fresh cases of ${part}`,
        ).toBe(true);
    });

    it('passes the solution with full marks over twenty seeds, and the solution agrees with its truth', () => {
      if (isCode && !isLong(exercise))
        expect(folder.definition.truth ?? folder.definition.right, 'an independent truth').toBeDefined();
      // Where the right answers are the solution's, they hold against the truth: the grader looks before it judges by them.
      const heard = folder.definition.right === undefined ? exercise.expected : null;
      for (const seed of seedsOf(exercise))
        expect(judgeHere(exercise, folder.solution, seed, heard), `seed ${seed}`).toMatchObject({
          verdict: 'PASS',
          score: 10,
          diagnosis: null,
          warnings: [],
        });
    });

    if (isCode) proveWrongCode(exercise, ids);
    else if (exercise.kind === 'test') proveMutants(exercise, ids);
    else proveChoices(exercise, ids);

    it('lets solution, start and every wrong answer go the whole way of a submission, with the same words', async () => {
      const start = read(slug, 'start.ts');
      // A run of training takes as long there as here.
      const wrongFiles = isCode && !isLong(exercise) ? ids : [];
      const files = [
        { name: 'solution.ts', source: read(slug, 'solution.ts'), seed: 1 },
        { name: 'start.ts', source: start, seed: 1, untouched: true },
        ...wrongFiles.map((id) => ({ name: `wrong/${id}.ts`, source: read(slug, `wrong/${id}.ts`), seed: 1 })),
      ];
      const [solution, begun, ...wrong] = await gradeTogether(exercise, files);
      expect(solution).toMatchObject({ verdict: 'PASS', score: 10, max: 10, diagnosis: null, warnings: [] });
      if (exercise.begins === 'right') expect(begun).toMatchObject({ verdict: 'PASS', score: 10 });
      else {
        expect(begun!.diagnosis).toMatchObject({ id: exercise.begins ?? 'not-attempted' });
        expect(begun!.score).toBeLessThan(10);
      }
      for (const [i, id] of wrongFiles.entries()) {
        expect(wrong[i]!.diagnosis, id).toMatchObject({ rung: 'match', id });
        expect(wrong[i]!.score, id).toBeLessThan(10);
      }
    });

    it('passes nothing when the expected values are noise: verdicts come from them alone', () => {
      const canary: Exercise = { ...exercise, accepts: null, expected: (one) => noise(exercise.expected(one)) };
      const others = isLong(exercise) ? [] : Object.values(exercise.wrong).slice(0, 3);
      for (const module of [folder.solution, ...others])
        expect(judgeHere(canary, module, isLong(exercise) ? 0 : 3).score).toBe(0);
    });

    it('lets nothing on the student’s side import what answers', () => {
      // A package's files say whose answers it holds; what is handed in holds their texts.
      for (const path of ['start.ts', 'solution.ts', ...readdirSync(new URL(`${slug}/wrong/`, root)).map((name) => `wrong/${name}`)]) // biome-ignore format: one line reads better
        for (const [, specifier] of read(slug, path).matchAll(/\b(?:from|import)\s*\(?\s*['"]([^'"]+)['"]/g))
          if (exercise.kind === 'package')
            expect(specifier, path).toMatch(/^(?:\.\.\/)+(?:solution|[a-z0-9-]+\/(?:solution|wrong\/[a-z0-9-]+))\.ts$/);
          else expect(exercise.framework ? [specifier] : [], `${path} imports ${specifier}`).toEqual(['#framework']);
      if (folder.given) expect(folder.given.source).not.toMatch(/(?:solution|check|wrong\/)[\w/-]*\.ts['"]/);
    });
  });
}

/** Random values built like the right one: other numbers, other text, the other of two. */
function noise(value: Value): Value {
  const random = new Generator(1);
  const of = (inner: Value): Value => {
    if (typeof inner === 'number') return random.normal();
    if (typeof inner === 'boolean') return !inner;
    if (typeof inner === 'string') return `${inner}?`;
    if (inner === null) return random.normal();
    if (Array.isArray(inner)) return inner.length === 0 ? [random.normal()] : (inner as readonly Value[]).map(of);
    if (isRecord(inner)) return Object.fromEntries(entriesOf(inner).map(([key, item]) => [key, of(item)]));
    if (inner instanceof ArrayBuffer) return new Uint8Array(inner).map((byte) => byte ^ 0xa5).buffer;
    return ArrayBuffer.isView(inner) ? (inner as Uint8Array).map((number) => number + 1) : random.normal();
  };
  return of(value);
}

/** Training takes long, and so does a shader that is run thread by thread, whose threads do the same whatever the numbers are. */
const isLong = ({ kind }: Exercise): boolean => kind === 'training' || kind === 'package';

const seedsOf = (exercise: Exercise): readonly number[] =>
  isLong(exercise)
    ? seeds.slice(0, exercise.kind === 'package' ? 1 : 2)
    : exercise.kind === 'wgsl'
      ? seeds.slice(0, 3)
      : seeds;

function proveWrongCode(exercise: Exercise, ids: readonly string[]): void {
  const few = isLong(exercise) ? [0] : seedsOf(exercise);

  it.each(ids)('fails wrong/%s.ts and calls it by that name, over twenty seeds', (id) => {
    for (const seed of few) {
      const verdict = judgeHere(exercise, exercise.wrong[id]!, seed, ({ args }) => wrongAnswerOf(exercise, id, args));
      expect(verdict.diagnosis, `seed ${seed}`).toMatchObject({ rung: 'match', id });
      expect(verdict.score).toBeLessThan(verdict.max);
    }
  });

  // A symptom is a judgement of the answer; that it fits one mistake only is shown by the names above.
  it.skipIf(Object.keys(exercise.symptoms).length > 0)(
    'has no two wrong answers that behave alike, over twenty seeds',
    () => {
      for (const seed of seedsOf(exercise)) {
        const cases = [...exercise.cases(PRACTICE_SEED), ...exercise.cases(seed, true)];
        const answers = ids.map((id) => cases.map(({ args }) => wrongAnswerOf(exercise, id, args)));
        for (const [i, mine] of answers.entries())
          for (let j = 0; j < i; j++) {
            const alike = mine.every((value, c) => same(value, answers[j]![c]!, exercise.tolerance));
            expect(alike, `${ids[i]} behaves like ${ids[j]} with seed ${seed}`).toBe(false);
          }
      }
    },
  );
}

function proveMutants(exercise: Exercise, ids: readonly string[]): void {
  const verdictOf = (test: (args: readonly Value[]) => boolean) =>
    judgeAnswers(exercise, 1, ({ args }) => ({ kind: 'value', value: test(args), mutated: false }));

  it('has a case for every mutant, and right implementations beside them', () => {
    const named = (part: string): string[] =>
      exercise.cases(0).flatMap((one) => (one.part === part ? one.args.flatMap((arg) => (arg instanceof Given ? [arg.name] : [])) : [])); // biome-ignore format: one line reads better
    expect([...new Set(named('kills'))].sort()).toEqual([...ids].sort());
    expect(named('accepts').length).toBeGreaterThan(1);
    for (const name of named('accepts')) expect(exercise.given[name], name).toBeDefined();
  });

  it.each(ids)('names the mutant %s when a test lets it pass', (id) => {
    const blind = (args: readonly Value[]): boolean =>
      args.some((arg) => arg instanceof Given && (!ids.includes(arg.name) || arg.name === id));
    expect(verdictOf(blind).diagnosis).toMatchObject({ rung: 'match', id });
  });

  it('gives a test that accepts everything no kills, and one that refuses everything nothing', () => {
    const all = verdictOf(() => true);
    expect(all.groups.find(({ id }) => id === 'kills')!.points).toBe(0);
    const none = verdictOf(() => false);
    expect(none).toMatchObject({ score: 0, diagnosis: { id: 'false-alarm' } });
  });
}

function proveChoices(exercise: Exercise, ids: readonly string[]): void {
  it.each(ids)('names the misconception %s by the answer that shows it', (id) => {
    const chosen = exercise.wrong[id]!['answers'] as Record<string, Value>;
    expect(Object.keys(chosen).length, `wrong/${id}.ts exports answers`).toBeGreaterThan(0);
    for (const [question, value] of Object.entries(chosen)) {
      const all = exercise.expected({ args: [question], throws: false }) as Record<string, Value>;
      const verdict = judgeHere(exercise, { answers: { ...all, [question]: value } }, 1);
      expect(verdict.diagnosis, question).toMatchObject({ rung: 'match', id });
      expect(verdict.score).toBeLessThan(10);
    }
  });

  it('has an option for every answer, right or wrong', () => {
    for (const { id, options } of exercise.questions) {
      if (!options) continue;
      const all = exercise.expected({ args: [id], throws: false }) as Record<string, Value>;
      const answers = [
        all[id],
        ...ids.map((wrong) => (exercise.wrong[wrong]!['answers'] as Record<string, Value>)[id]),
      ];
      for (const answer of answers.flat())
        if (answer !== undefined) expect(Object.keys(options), `${id}: ${String(answer)}`).toContain(answer);
    }
  });
}
