import type { Generator } from '#framework';
import { between, matrix, vector } from '../cases/draw.ts';
import { defineExercise, known, trap } from '../grader/define.ts';

type Batch = [x: number[][], y: number[]];

const batches = (random: Generator, sizes: readonly number[], D: number): Batch[] =>
  sizes.map((m) => [matrix(random, m, D, 1), vector(random, m, 1)]);

/** The same in float64 without a framework: a line, its squares, its slopes. */
function byHand(weights: number[], lr: number, all: Batch[]) {
  let theta = weights;
  let total = 0;
  const steps = all.map(([x, y]) => {
    const residuals = x.map((row, i) => row.reduce((sum, value, d) => sum + theta[d + 1]! * value, theta[0]!) - y[i]!);
    total += residuals.reduce((sum, r) => sum + r * r, 0);
    theta = theta.map((value, p) => {
      const slope = residuals.reduce((sum, r, i) => sum + 2 * r * (p === 0 ? 1 : x[i]![p - 1]!), 0) / x.length;
      return value - lr * slope;
    });
    return [...theta.slice(1), theta[0]!];
  });
  return {
    returned: total / all.reduce((sum, [x]) => sum + x.length, 0),
    modes: all.map(() => true),
    walks: all.map(() => 1),
    steps,
    end: steps.at(-1)!,
  };
}

export default defineExercise({
  kind: 'framework',
  name: 'trainEpoch',
  args: ['weights', 'lr', 'batches'],
  answer: 'epoch',
  cases: [
    known('two-batches', 'two batches of two', [
      [0, 1],
      0.1,
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
    known('random', 'three batches of four, random', (random) => [
      vector(random, 3, 1),
      0.05,
      batches(random, [4, 4, 4], 2),
    ]),
    trap('ragged', 'batches of 4, 4 and 1', (random) => [
      vector(random, 3, 1),
      between(random, 0.02, 0.1),
      batches(random, [4, 4, 1], 2),
    ]),
    trap('one-batch', 'the whole data in one batch', (random) => [vector(random, 4, 1), 0.1, batches(random, [6], 3)]),
    trap('singles', 'batches of 1', (random) => [vector(random, 2, 1), 0.05, batches(random, [1, 1, 1, 1, 1], 1)]),
  ],
  // The framework computes in float32.
  tolerance: { atol: 1e-5, rtol: 1e-4 },
  truth: byHand,
});
