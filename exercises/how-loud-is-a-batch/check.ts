import { matrix, vector, whole } from '../cases/draw.ts';
import { defineExercise, known, stable, trap } from '../grader/define.ts';

const mean = (rows: readonly (readonly number[])[]): number[] =>
  rows[0]!.map((_, d) => rows.reduce((sum, row) => sum + row[d]!, 0) / rows.length);

function* batchesOf(rows: number[][], size: number, from = 0): Generator<number[][]> {
  if (size === 0) yield [];
  for (let i = from; i + size <= rows.length && size > 0; i++)
    for (const rest of batchesOf(rows, size - 1, i + 1)) yield [rows[i]!, ...rest];
}

/** No formula: every batch there is, and how far its mean is off. */
function everyBatch(gradients: number[][], batchSize: number): number {
  const all = mean(gradients);
  const errors = [...batchesOf(gradients, batchSize)].map((batch) =>
    mean(batch).reduce((sum, value, d) => sum + (value - all[d]!) ** 2, 0),
  );
  return Math.sqrt(errors.reduce((a, b) => a + b, 0) / errors.length);
}

export default defineExercise({
  kind: 'function',
  name: 'batchNoise',
  args: ['gradients', 'batchSize'],
  answer: 'noise',
  keepsArguments: true,
  cases: [
    // mean (0, 0), σ² = (1 + 1 + 4 + 4) / 4 = 2.5; √(2.5/2 · 2/3)
    known('by-hand', 'four arrows, two at a time', [
      [
        [1, 0],
        [-1, 0],
        [0, 2],
        [0, -2],
      ],
      2,
    ]),
    known('random', 'seven arrows in the plane, random', (random) => [matrix(random, 7, 2), 3]),
    trap('all', 'a batch of all: nothing is left to chance', (random) => [matrix(random, 6, 3), 6]),
    trap('one', 'a batch of 1', (random) => [matrix(random, 5, 2), 1]),
    trap('three-coordinates', 'three coordinates, batches of 2', (random) => [matrix(random, 8, 3), 2]),
    trap('far-from-zero', 'arrows that mostly agree', (random) => [
      matrix(random, 6, 2).map((row) => row.map((v) => v + 20)),
      whole(random, 2, 4),
    ]),
    trap('one-coordinate', 'a single coordinate', (random) => [vector(random, 9).map((value) => [value]), 4]),
    stable('equal', 'equal arrows', (random) => [Array(5).fill([whole(random, 1, 9), -3]), 2]),
  ],
  tolerance: { atol: 1e-9, rtol: 1e-6 },
  truth: everyBatch,
  truthTolerance: { atol: 1e-7, rtol: 1e-6 },
  sizes: (gradients: number[][], B: number) => ({ m: gradients.length, B, D: gradients[0]!.length }),
});
