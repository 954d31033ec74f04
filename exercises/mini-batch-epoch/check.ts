import type { Generator } from '#framework';
import { centralDifferences } from '../cases/differences.ts';
import { between, matrix, scrambled, vector } from '../cases/draw.ts';
import { defineExercise, known, stable, trap } from '../grader/define.ts';

const problem = (random: Generator, m: number, D: number, batch: number, order = scrambled(random, m)) => [
  vector(random, D + 1, 1),
  matrix(random, m, D, 1),
  vector(random, m),
  between(random, 0.02, 0.1),
  batch,
  order,
];

const loss = (theta: readonly number[], x: number[][], y: number[]): number =>
  x.reduce((sum, row, i) => sum + (theta[0]! + row.reduce((s, v, d) => s + theta[d + 1]! * v, 0) - y[i]!) ** 2, 0) /
  x.length;

/** Batch by batch, with slopes by differences, which are exact for a parabola. */
function byDifferences(theta: number[], x: number[][], y: number[], eta: number, batchSize: number, order: number[]) {
  const path = [theta];
  for (let from = 0; from < order.length; from += batchSize) {
    const rows = order.slice(from, from + batchSize);
    const [bx, by] = [rows.map((i) => x[i]!), rows.map((i) => y[i]!)];
    const gradient = centralDifferences((at) => loss(at, bx, by), path.at(-1)!, 1);
    path.push(path.at(-1)!.map((value, p) => value - eta * gradient[p]!));
  }
  return path.slice(1);
}

export default defineExercise({
  kind: 'function',
  name: 'miniBatchEpoch',
  args: ['theta', 'x', 'y', 'eta', 'batchSize', 'order'],
  answer: 'path',
  keepsArguments: true,
  cases: [
    // residual 1 at x = 2: θ becomes 0.8, 0.6; then residual −1.4 + … at x = 1
    known('by-hand', 'two examples, one at a time', [[1, 1], [[1], [2]], [3, 2], 0.1, 1, [1, 0]]),
    known('even', 'six examples in threes, in a scrambled order', (random) => problem(random, 6, 2, 3)),
    trap('ragged', 'seven examples in threes: the last batch holds one', (random) => problem(random, 7, 2, 3)),
    trap('larger-batch', 'a batch size above the number of examples', (random) => problem(random, 4, 1, 9)),
    trap('one-by-one', 'batches of 1', (random) => problem(random, 5, 3, 1)),
    trap('whole', 'one batch of all', (random) => problem(random, 5, 2, 5)),
    trap('file-order', 'five examples in twos, in the order of the file', (random) =>
      problem(random, 5, 2, 2, [0, 1, 2, 3, 4]),
    ),
    stable('long', 'eighty examples', (random) => problem(random, 80, 2, 8)),
  ],
  truth: byDifferences,
  truthTolerance: { atol: 1e-7, rtol: 1e-6 },
  sizes: (_theta: number[], x: number[][]) => ({ m: x.length }),
});
