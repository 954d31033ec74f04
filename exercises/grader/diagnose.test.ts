import { describe, expect, it } from 'vitest';
import { compare } from './compare.ts';
import { diagnose, type Trial } from './diagnose.ts';
import type { Exercise, PartId } from './Exercise.ts';
import type { Value } from './harness.ts';

const tolerance = { atol: 1e-9, rtol: 1e-6 };
/** A toy with two sizes and one known mistake: the right answer is twice the argument. */
const toy: Exercise = {
  slug: 'toy',
  exportName: 'double',
  points: { known: 1, traps: 1, stability: 1 },
  tolerance,
  cases: () => [],
  expected: ([rows]) => (rows as number[][]).map((row) => row.map((x) => 2 * x)),
  sizes: ([rows]) => ({ m: (rows as number[][]).length, K: (rows as number[][])[0]!.length }),
  wrong: { squared: (rows: number[][]) => rows.map((row) => row.map((x) => x * x)) },
  facts: [{ id: 'even', holds: (_, answer) => (answer as number[][]).flat().every((x) => x % 2 === 0) }],
  words: { en: { answerName: 'twice', argNames: ['rows'], cases: {}, diagnoses: {}, facts: {} } },
};
const inputs: readonly (readonly [PartId, number[][]])[] = [
  ['known', [[1, 3, 5], [7, 9, 11]]], // biome-ignore format: a matrix
  ['known', [[3, 5], [7, 1], [5, 5], [9, 3]]], // biome-ignore format: a matrix
  ['traps', [[5, 7, 9, 11, 13]]],
];

function trials(solve: (rows: number[][], part: PartId) => Value): readonly Trial[] {
  return inputs.map(([part, rows], i) => {
    const answer = { kind: 'value', value: solve(rows, part), mutated: false } as const;
    const expected = toy.expected([rows]);
    const { verdict } = compare(answer.value, expected, tolerance);
    return { case: { id: String(i), part, args: [rows] }, expected, answer, verdict, detail: null };
  });
}

const times = (rows: number[][], factor: number): number[][] => rows.map((row) => row.map((x) => x * factor));

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

  it('admits that it recognises nothing, and tells a broken property where there is one', () => {
    const odd = diagnose(toy, trials((rows) => rows.map((row) => row.map((x) => 2 * x + 1)))); // biome-ignore format: one line reads better
    expect(odd).toEqual({ rung: 'cell', id: 'not-recognised', parameters: { fact: 'even' } });
    const even = diagnose(toy, trials((rows) => rows.map((row) => row.map((x) => 2 * x + 2)))); // biome-ignore format: one line reads better
    expect(even).toEqual({ rung: 'cell', id: 'not-recognised', parameters: {} });
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
