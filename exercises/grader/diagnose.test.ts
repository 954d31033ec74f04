import { describe, expect, it } from 'vitest';
import { assemble, type Folder } from './assemble.ts';
import { compare } from './compare.ts';
import { defineExercise } from './define.ts';
import { diagnose, type Trial } from './diagnose.ts';
import type { Exercise, PartId } from './Exercise.ts';
import type { Value } from './sandbox/values.ts';

const times = (rows: number[][], factor: number): number[][] => rows.map((row) => row.map((x) => x * factor));
const tolerance = { atol: 1e-9, rtol: 1e-6 };
const inputs: readonly (readonly [PartId, number[][]])[] = [
  ['known', [[1, 3, 5], [7, 9, 11]]], // biome-ignore format: a matrix
  ['known', [[3, 5], [7, 1], [5, 5], [9, 3]]], // biome-ignore format: a matrix
  ['traps', [[5, 7, 9, 11, 13]]],
];
/** A toy with two sizes and known mistakes: the right answer is twice the argument. */
const toyFolder: Folder = {
  slug: 'toy',
  definition: defineExercise({
    kind: 'function',
    name: 'double',
    cases: inputs.map(([part, rows], i) => ({ id: String(i), part, title: String(i), args: [rows] })),
    points: { known: 1, traps: 1 },
    tolerance,
    sizes: (rows: number[][]) => ({ m: rows.length, K: rows[0]!.length }),
    facts: [
      {
        id: 'even',
        title: 'even',
        holds: (_, answer) => (answer as number[][]).flat().every((x) => x % 2 === 0),
      },
    ],
  }),
  solution: { double: (rows: number[][]) => times(rows, 2) },
  wrong: {
    squared: {
      module: { double: (rows: number[][]) => rows.map((row) => row.map((x) => x * x)) },
      source: '/** a\n b */',
    },
    'first-column-tripled': {
      module: { double: (rows: number[][]) => rows.map((row) => row.map((x, k) => (k === 0 ? 3 : 2) * x)) },
      source: '/** a\n b */',
    },
  },
  given: null,
  translations: {},
};
const toy = assemble(toyFolder);

const trials = (solve: (rows: number[][], part: PartId) => Value): readonly Trial[] => trialsOf(toy, solve);

function trialsOf(exercise: Exercise, solve: (rows: number[][], part: PartId) => Value): readonly Trial[] {
  return exercise.cases(0).map((one, i) => {
    const [part, rows] = inputs[i]!;
    const answer = { kind: 'value', value: solve(rows, part), mutated: false } as const;
    const expected = exercise.expected(one);
    const { verdict } = compare(answer.value, expected, tolerance);
    return { case: one, expected, answer, verdict: verdict === 'WRONG_FIELDS' ? 'WRONG_TYPE' : verdict, detail: null };
  });
}

describe('diagnose', () => {
  it('has nothing to say about right answers', () => {
    expect(
      diagnose(
        toy,
        trials((rows) => times(rows, 2)),
      ),
    ).toBeNull();
  });

  it('names a known mistake, and how many cases show it', () => {
    const squared = (rows: number[][]): Value => rows.map((row) => row.map((x) => x * x));
    expect(diagnose(toy, trials(squared))).toEqual({
      rung: 'match',
      id: 'squared',
      parameters: { cases: 3, total: 3 },
    });
  });

  it('names a mistake that only the first failing part shows', () => {
    const mixed = (rows: number[][], part: PartId): Value =>
      part === 'known' ? times(rows, 2) : rows.map((row) => row.map((x) => x * x));
    expect(diagnose(toy, trials(mixed))).toMatchObject({ rung: 'match', id: 'squared', parameters: { cases: 1 } });
  });

  const factors: readonly (readonly [string, (rows: number[][]) => number])[] = [
    ['2', () => 2],
    ['1/2', () => 1 / 2],
    ['−1', () => -1],
    ['m', (rows) => rows.length],
    ['1/m', (rows) => 1 / rows.length],
    ['K', (rows) => rows[0]!.length],
    ['−1/K', (rows) => -1 / rows[0]!.length],
  ];
  for (const [name, factor] of factors)
    it(`says that answers are right up to a factor of ${name}`, () => {
      const answered = trials((rows) => times(rows, 2 * factor(rows)));
      expect(diagnose(toy, answered)).toMatchObject({ rung: 'relation', id: 'factor', parameters: { factor: name } });
    });

  it('recognises zeros and exchanged rows and columns', () => {
    expect(
      diagnose(
        toy,
        trials((rows) => times(rows, 0)),
      ),
    ).toMatchObject({ rung: 'relation', id: 'zero' });
    const turned = trials((rows) => rows[0]!.map((_, k) => rows.map((row) => 2 * row[k]!)));
    expect(diagnose(toy, turned)).toMatchObject({ rung: 'relation', id: 'transposed' });
  });

  it('calls no factor that holds in one case only', () => {
    const answered = trials((rows) => times(rows, rows.length === 2 ? 4 : 7));
    expect(diagnose(toy, answered)).toMatchObject({ rung: 'cell', id: 'not-recognised' });
  });

  const told: readonly (readonly [string, (x: number, k: number) => number, object])[] = [
    ['a constant factor', (x) => 2 * x * 0.37, { id: 'constant-factor', parameters: { factor: '0.37' } }],
    ['a constant shift', (x) => 2 * x - 4, { id: 'shift', parameters: { shift: '−4' } }],
    ['signs of some cells', (x, k) => (k === 1 ? -2 : 2) * x, { id: 'signs' }],
    [
      'five digits, not a mistake',
      (x) => 2 * x * (1 + 1e-5 * Math.sin(x)),
      { id: 'precision', parameters: { digits: 5 } },
    ],
  ];
  for (const [name, solve, expected] of told)
    it(`tells ${name}`, () => {
      const found = diagnose(
        toy,
        trials((rows) => rows.map((row) => row.map(solve))),
      );
      expect(found).toMatchObject({ rung: 'relation', ...expected });
    });

  it('tells decimals that were cut off as rounding, and never as a broken property', () => {
    const third = (rows: number[][], decimals: number): number[][] =>
      rows.map((row) => row.map((x) => Number((2 * x + 1 / 3).toFixed(decimals))));
    const shifted = assemble({ ...toyFolder, solution: { double: (rows: number[][]) => rows.map((row) => row.map((x) => 2 * x + 1 / 3)) } }); // biome-ignore format: one line reads better
    const answered = trialsOf(shifted, (rows) => third(rows, 3));
    expect(diagnose(shifted, answered)).toMatchObject({ rung: 'relation', id: 'rounded', parameters: { decimals: 3 } });
  });

  it('names two mistakes at once where their composition gives the very answers', () => {
    const both = (rows: number[][]): number[][] => rows.map((row) => row.map((x, k) => (k === 0 ? 1.5 : 1) * x * x));
    expect(diagnose(toy, trials(both))).toMatchObject({
      rung: 'both',
      id: 'squared',
      parameters: { second: 'first-column-tripled' },
    });
  });

  it('admits that it recognises nothing, and tells a property only where every failing case breaks it', () => {
    const odd = diagnose(toy, trials((rows) => rows.map((row) => row.map((x, k) => 2 * x + 1 + 2 * k)))); // biome-ignore format: one line reads better
    expect(odd).toEqual({ rung: 'cell', id: 'not-recognised', parameters: { fact: 'even' } });
    const once = diagnose(toy, trials((rows) => rows.map((row, i) => row.map((x, k) => 2 * x + (i === 1 && k === 1 && rows.length === 2 ? 1 : 2 * k))))); // biome-ignore format: one line reads better
    expect(once).toEqual({ rung: 'cell', id: 'not-recognised', parameters: {} });
  });

  it('names NaN before giving up', () => {
    expect(
      diagnose(
        toy,
        trials((rows) => times(rows, Number.NaN)),
      ),
    ).toMatchObject({ rung: 'outcome', id: 'not-finite' });
  });
});
