import type { Generator } from '#framework';
import { matrix, vector } from '../cases/draw.ts';
import { defineExercise, known, trap } from '../grader/define.ts';

const problem = (random: Generator, m: number, D: number) => [vector(random, D + 1), matrix(random, m, D)];

export default defineExercise({
  kind: 'function',
  name: 'predict',
  args: ['theta', 'x'],
  answer: 'predictions',
  keepsArguments: true,
  cases: [
    // 1 + 6 − 4, 1 + 0 − 1, 1 + 10 + 2
    known('by-hand', 'three rows you can work out by hand', [
      [1, 2, -1],
      [
        [3, 4],
        [0, 1],
        [5, -2],
      ],
    ]),
    known('random', 'five rows, three inputs, random', (random) => problem(random, 5, 3)),
    trap('no-inputs', 'no inputs at all: only the bias is left', (random) => problem(random, 4, 0)),
    trap('no-rows', 'no rows', (random) => problem(random, 0, 2)),
    trap('one-row', 'a single row', (random) => problem(random, 1, 3)),
    trap('one-input', 'seven rows, one input', (random) => problem(random, 7, 1)),
    trap('wide', 'two rows, five inputs', (random) => problem(random, 2, 5)),
  ],
  // Column by column, and the bias last: no sum of the solution's is met.
  truth: (theta: number[], x: number[][]) => {
    const sums = new Array<number>(x.length).fill(0);
    for (let p = theta.length - 1; p > 0; p--) for (const [i, row] of x.entries()) sums[i]! += row[p - 1]! * theta[p]!;
    return sums.map((sum) => sum + theta[0]!);
  },
  sizes: (_theta: number[], x: number[][]) => ({ m: x.length, D: x[0]?.length ?? 0 }),
});
