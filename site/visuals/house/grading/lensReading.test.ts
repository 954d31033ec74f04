import { describe, expect, it } from 'vitest';
import type { Loaded } from '../../../../exercises/grader/Exercise.ts';
import { english } from '../../../../exercises/grader/english.ts';
import { planGrading } from '../../../../exercises/grader/grading.ts';
import { loadExercise } from '../../../../exercises/grader/loadExercise.ts';
import { judgeHere } from '../../../../exercises/grader/proof/answerHere.ts';
import type { Value } from '../../../../exercises/grader/sandbox/values.ts';
import { factsOf, type LensReading } from './lensFacts.ts';
import { fileOf, readBank, readProgram } from './lensReading.ts';

type Line = (theta0: number, theta1: number, x: number) => number;

const exercise = await loadExercise('line-at');
const bank = readBank(exercise, (id) => id);

function read(code: string, program: Line) {
  const seed = 11;
  const { cases, order } = planGrading(exercise, seed);
  const verdict = judgeHere(exercise, { lineAt: program } as Loaded, seed);
  const answers = order.map((place) => ({
    kind: 'value' as const,
    value: (program as (...args: readonly Value[]) => number)(...cases[place]!.args),
    mutated: false,
  }));
  return readProgram(exercise, code, { verdict, answers }, english, 'en');
}
const reading = (...programs: readonly [string, Line][]): LensReading => ({
  ...bank,
  programs: programs.map(([code, program]) => read(code, program)),
});

describe('what VerdictLens draws', () => {
  it('has a row for each case that is the same for everyone, and a column for each file of the bank', () => {
    expect(bank.cases[0]).toEqual({ title: 'bias 2, slope 3, at 4', call: 'lineAt(2, 3, 4)' });
    expect(bank.right.cells[0]).toBe('14');
    expect(bank.bank.map(({ id }) => id)).toEqual(Object.keys(exercise.wrong));
    expect(bank.bank.find(({ id }) => id === 'coefficients-swapped')!.cells[0]).toBe('11');
  });

  it('agrees everywhere with the one column that is the same program, however that is written', () => {
    const { programs } = reading(['', (a, b, x) => -(-b - a * x)]);
    const columns = ['right', ...bank.bank.map(({ id }) => id)];
    const same = columns.filter((_, place) => programs[0]!.agrees[place]!.every(Boolean));
    expect(same).toEqual(['coefficients-swapped']);
    expect(programs[0]).toMatchObject({ name: 'coefficients-swapped', rung: 'named', passed: false });
  });

  it('finds the rung that answered', () => {
    const rungOf = (program: Line) => reading(['', program]).programs[0]!.rung;
    expect(rungOf((a, b, x) => a + b * x)).toBeNull();
    expect(rungOf((a) => a)).toBe('named');
    expect(rungOf((a, b, x) => 3 * (a + b * x))).toBe('relation');
    expect(rungOf((_, __, x) => 7 * x)).toBe('case');
  });

  it('answers questions from what was graded: calls, the column, the rung, whether two verdicts are the same', () => {
    const drawn = exercise.cases(1, true).length;
    const swapped = factsOf(reading(['', (a, b, x) => b + a * x]));
    expect(swapped).toMatchObject({ cases: 6, calls: 2 * (6 + drawn), column: 1, rung: 1 });
    expect(factsOf(reading(['', (a, b, x) => a * x - -b], ['', (a, b, x) => -(-b - a * x)]))['verdicts']).toBe(0);
    expect(factsOf(reading(['', (a, b, x) => b + a * x], ['', (_, b, x) => b * x]))['verdicts']).toBe(1);
  });

  it('writes the file that the grader is given', () => {
    expect(fileOf(exercise, 'x * 7')).toBe('export function lineAt(theta0, theta1, x) {\n  return x * 7;\n}\n');
  });
});
