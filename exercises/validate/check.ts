import type { Generator } from '#framework';
import { matrix, vector } from '../cases/draw.ts';
import { defineExercise, known, trap } from '../grader/define.ts';

type Batch = [x: number[][], y: number[]];

const batches = (random: Generator, sizes: readonly number[], D: number): Batch[] =>
  sizes.map((m) => [matrix(random, m, D, 1), vector(random, m, 1)]);

/** The same in float64 without a framework: every example's square, one division. */
function byHand([bias, ...weights]: number[], all: Batch[]) {
  const squares = all.flatMap(([x, y]) =>
    x.map((row, i) => (row.reduce((sum, value, d) => sum + value * weights[d]!, bias!) - y[i]!) ** 2),
  );
  return {
    returned: squares.reduce((sum, square) => sum + square, 0) / squares.length,
    modes: all.map(() => 'eval'),
    recorded: all.map(() => false),
    parametersMoved: false,
    gradientsKept: true,
    modeAfterwards: 'train',
  };
}

export default defineExercise({
  kind: 'framework',
  name: 'validate',
  args: ['weights', 'batches'],
  answer: 'examination',
  cases: [
    known('two-batches', 'two batches of two', [
      [0, 1],
      [
        [
          [[1], [2]],
          [1, 4],
        ],
        [
          [[0], [-1]],
          [1, 1],
        ],
      ],
    ]),
    known('random', 'three batches of four, random', (random) => [vector(random, 3, 1), batches(random, [4, 4, 4], 2)]),
    trap('ragged', 'batches of 4, 4 and 1', (random) => [vector(random, 3, 1), batches(random, [4, 4, 1], 2)]),
    trap('one-batch', 'all held-out examples in one batch', (random) => [
      vector(random, 4, 1),
      batches(random, [6], 3),
    ]),
    trap('singles', 'batches of 1', (random) => [vector(random, 2, 1), batches(random, [1, 1, 1, 1, 1], 1)]),
  ],
  // The framework computes in float32.
  tolerance: { atol: 1e-5, rtol: 1e-4 },
  truth: byHand,
});
