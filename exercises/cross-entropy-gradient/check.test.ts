import { describe, expect, it } from 'vitest';
import { ChalkgradError } from '#framework';
import { checkedGradient, exercise, meanCrossEntropy } from './check.ts';

describe('the check of cross-entropy-gradient', () => {
  it('has the loss of chance, ln K, for equal logits', () => {
    expect(meanCrossEntropy([[0, 0, 0, 0], [7, 7, 7, 7]], [1, 3])).toBeCloseTo(Math.log(4), 14); // biome-ignore format: a matrix
  });

  it('expects of its first case what one finds by hand', () => {
    const [byHand] = exercise.cases(0);
    // softmax: 1/3 1/3 1/3 and 1/6 2/6 3/6; labels 2 and 0; halved, for there are two rows
    const expected = [[1 / 6, 1 / 6, -1 / 3], [-5 / 12, 1 / 6, 1 / 4]]; // biome-ignore format: a matrix
    const got = exercise.expected(byHand!.args) as number[][];
    for (const [i, row] of expected.entries())
      for (const [k, value] of row.entries()) expect(got[i]![k]).toBeCloseTo(value, 14);
  });

  it('agrees with central differences in every case of a hundred seeds', () => {
    for (let seed = 0; seed < 100; seed++)
      for (const { args } of exercise.cases(seed)) expect(() => exercise.expected(args)).not.toThrow();
  });

  it('refuses to grade with a reference that central differences contradict', () => {
    const [, threeByFour] = exercise.cases(0);
    const [logits, labels] = threeByFour!.args as [number[][], number[]];
    for (const [id, wrong] of Object.entries(exercise.wrong)) {
      if (id === 'no-max-shift' || id === 'shifts-by-batch-max') continue; // right for logits of this size
      const solve = wrong as (logits: number[][], labels: number[]) => number[][];
      expect(() => checkedGradient(logits, labels, solve), id).toThrow();
    }
    const off = (z: number[][], y: number[]): number[][] =>
      checkedGradient(z, y).map((row) => row.map((x) => x + 1e-6));
    expect(() => checkedGradient(logits, labels, off)).toThrow(ChalkgradError);
  });

  it('moves the rows of the shifted case by constants and expects the same gradient', () => {
    const cases = exercise.cases(5);
    const [tall, shifted] = ['tall', 'shifted'].map((id) => cases.find((one) => one.id === id)!);
    expect(shifted!.args[0]).not.toEqual(tall!.args[0]);
    const [a, b] = [tall!, shifted!].map(({ args }) => (exercise.expected(args) as number[][]).flat());
    for (const [i, value] of a!.entries()) expect(b![i]).toBeCloseTo(value, 12);
  });
});
