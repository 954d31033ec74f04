import { decimal } from '../cases/draw.ts';
import { defineExercise, known, stable, trap } from '../grader/define.ts';

export default defineExercise({
  kind: 'function',
  name: 'squaredError',
  args: ['prediction', 'target'],
  answer: 'error',
  begins: 'adds-instead',
  cases: [
    known('by-hand', '3, where 1 was right', [3, 1]),
    known('random', 'two random numbers', (random) => [decimal(random), decimal(random)]),
    trap('too-low', '1, where 3 was right', [1, 3]),
    trap('exact', 'twice the same number', [-2, -2]),
    trap('far', '5, where 1 was right', [5, 1]),
    trap('negative', 'a negative target', (random) => [decimal(random, 4), decimal(random, -4)]),
    stable('large', 'two large numbers that differ by 1', [1e8, 1e8 - 1]),
    stable('large-random', 'two large numbers that are close', (random) => [
      1e8 + random.integer(9),
      1e8 - random.integer(9) - 1,
    ]),
  ],
  truth: (prediction: number, target: number) => {
    const distance = Math.abs(prediction - target);
    return distance * distance;
  },
});
