import { vector } from '../cases/draw.ts';
import { defineExercise, known, stable, trap } from '../grader/define.ts';

export default defineExercise({
  kind: 'function',
  name: 'meanSquaredError',
  args: ['predictions', 'targets'],
  answer: 'error',
  begins: 'sum-not-mean',
  keepsArguments: true,
  cases: [
    known('by-hand', 'three predictions: off by 1, 2 and 0', [
      [2, 4, 5],
      [1, 2, 5],
    ]),
    known('random', 'five predictions, random', (random) => [vector(random, 5), vector(random, 5)]),
    trap('one', 'a single prediction', (random) => [vector(random, 1), vector(random, 1)]),
    trap('opposite', 'one too high by 1, one too low by 1', [
      [3, 5],
      [2, 6],
    ]),
    trap('seven', 'seven predictions', (random) => [vector(random, 7), vector(random, 7)]),
    trap('right', 'all of them right', [
      [1, -2, 3],
      [1, -2, 3],
    ]),
    stable('huge', 'residuals near 1e150', (random) => [vector(random, 3).map((v) => v * 1e150), [0, 0, 0]]),
  ],
  tolerance: { atol: 1e-9, rtol: 1e-9 },
  // A running mean: no sum that is divided in the end.
  truth: (predictions: number[], targets: number[]) => {
    let mean = 0;
    for (const [i, prediction] of predictions.entries()) {
      const residual = prediction - targets[i]!;
      mean += (residual * residual - mean) / (i + 1);
    }
    return mean;
  },
  sizes: (predictions: number[]) => ({ n: predictions.length }),
});
