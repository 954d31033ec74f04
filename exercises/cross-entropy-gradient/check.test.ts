import { describe, expect, it } from 'vitest';
import { ChalkgradError } from '#framework';
import { assemble } from '../grader/assemble.ts';
import type { Loaded } from '../grader/Exercise.ts';
import { readFolder } from '../grader/loadExercise.ts';
import { meanCrossEntropy } from './check.ts';

const folder = await readFolder('cross-entropy-gradient');
const exercise = assemble(folder);

describe('the check of cross-entropy-gradient', () => {
  it('has the loss of chance, ln K, for equal logits', () => {
    expect(meanCrossEntropy([[0, 0, 0, 0], [7, 7, 7, 7]], [1, 3])).toBeCloseTo(Math.log(4), 14); // biome-ignore format: a matrix
  });

  it('expects of its first case what one finds by hand', () => {
    const [byHand] = exercise.cases(0);
    // softmax: 1/3 1/3 1/3 and 1/6 2/6 3/6; labels 2 and 0; halved, for there are two rows
    const expected = [[1 / 6, 1 / 6, -1 / 3], [-5 / 12, 1 / 6, 1 / 4]]; // biome-ignore format: a matrix
    const got = exercise.expected(byHand!) as number[][];
    for (const [i, row] of expected.entries())
      for (const [k, value] of row.entries()) expect(got[i]![k]).toBeCloseTo(value, 14);
  });

  it('agrees with central differences in every case of a hundred seeds', () => {
    for (let seed = 0; seed < 100; seed++)
      for (const one of exercise.cases(seed)) expect(() => exercise.expected(one)).not.toThrow();
  });

  it('refuses to grade with a reference that central differences contradict', () => {
    const refuses = (solution: Loaded, id: string): void => {
      const misled = assemble({ ...folder, solution });
      const threeByFour = misled.cases(0).find((one) => one.id === 'three-by-four')!;
      expect(() => misled.expected(threeByFour), id).toThrow(ChalkgradError);
    };
    for (const [id, wrong] of Object.entries(exercise.wrong)) {
      if (id === 'no-max-shift' || id === 'shifts-by-batch-max') continue; // right for logits of this size
      refuses(wrong, id);
    }
    const solve = folder.solution['crossEntropyGradient'] as (z: number[][], y: number[]) => number[][];
    const off = (z: number[][], y: number[]): number[][] => solve(z, y).map((row) => row.map((x) => x + 1e-5));
    refuses({ crossEntropyGradient: off }, 'off by 1e-5');
  });

  it('moves the rows of the shifted case by constants and expects the same gradient', () => {
    const cases = exercise.cases(5);
    const [tall, shifted] = ['tall', 'shifted'].map((id) => cases.find((one) => one.id === id)!);
    expect(shifted!.args[0]).not.toEqual(tall!.args[0]);
    const [a, b] = [tall!, shifted!].map((one) => (exercise.expected(one) as number[][]).flat());
    for (const [i, value] of a!.entries()) expect(b![i]).toBeCloseTo(value, 12);
  });
});
