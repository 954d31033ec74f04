/** Fresh cases in every grading: what an answer could know before does not help it, and a seed brings the same grading again. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { gradeSource } from './gradeSource.ts';
import { freshSeed, PRACTICE_SEED, planGrading } from './grading.ts';
import { loadExercise } from './loadExercise.ts';

const exercise = await loadExercise('cross-entropy-gradient');
const solution = readFileSync(new URL('../cross-entropy-gradient/solution.ts', import.meta.url), 'utf8');
const inner = solution.replace('export function crossEntropyGradient', 'function solve');
const grade = (source: string, seed?: number) =>
  gradeSource(exercise, new TextEncoder().encode(source), { wallMs: 20_000, ...(seed === undefined ? {} : { seed }) });

describe('a grading', () => {
  it('asks the cases of practice, each drawn one again with other numbers, and every case twice', () => {
    const { cases, order } = planGrading(exercise, 5);
    const practice = exercise.cases(PRACTICE_SEED);
    expect(cases.filter(({ fresh }) => !fresh)).toHaveLength(practice.length);
    for (const one of cases.filter(({ fresh }) => fresh))
      expect(one.args).not.toEqual(practice.find(({ id }) => id === one.id)!.args);
    expect(order.toSorted((a, b) => a - b)).toEqual(cases.flatMap((_, i) => [i, i]));
  });

  it('draws its seed anew, tells it, and is the same again with it', async () => {
    expect(new Set(Array.from({ length: 20 }, freshSeed)).size).toBe(20);
    expect(planGrading(exercise, 5)).toEqual(planGrading(exercise, 5));
    expect(planGrading(exercise, 5).order).not.toEqual(planGrading(exercise, 6).order);
    const half = `${inner}\nexport const crossEntropyGradient = (z, y) => solve(z, y).map((row) => row.map((v) => v * (z.length === 5 ? 2 : 1)));`;
    const first = await grade(half);
    const again = await grade(half, first.seed);
    expect({ ...again, timings: null }).toEqual({ ...first, timings: null });
  });
});

describe('what an answer could know before', () => {
  it('a table of the practice cases earns no part', async () => {
    const known = exercise.cases(PRACTICE_SEED).map((one) => [JSON.stringify(one.args), exercise.expected(one)]);
    const table = `const table = new Map(${JSON.stringify(known)});\nexport function crossEntropyGradient(logits, labels) {\n  return table.get(JSON.stringify([logits, labels])) ?? logits.map((row) => row.map(() => 0));\n}`;
    const verdict = await grade(table);
    expect(verdict.score).toBe(0);
    expect(verdict.groups.flatMap(({ cases }) => cases).some(({ fresh, verdict: word }) => !fresh && word === 'PASS')).toBe(true); // biome-ignore format: one line reads better
  });

  it('counting calls does not tell which case comes', async () => {
    const { cases } = planGrading(exercise, 1);
    const inPractice = cases.filter(({ fresh }) => !fresh).map((one) => exercise.expected(one));
    const counting = `let calls = 0;\nconst known = ${JSON.stringify(inPractice)};\nexport function crossEntropyGradient() {\n  return known[Math.floor(calls++ / 2) % known.length];\n}`;
    for (const seed of [1, 2]) expect((await grade(counting, seed)).score).toBe(0);
  });
});
