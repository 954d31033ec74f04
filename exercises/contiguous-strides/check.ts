import { whole } from '../cases/draw.ts';
import { defineExercise, known, trap } from '../grader/define.ts';

export default defineExercise({
  kind: 'function',
  name: 'contiguousStrides',
  args: ['shape'],
  answer: 'strides',
  keepsArguments: true,
  cases: [
    known('by-hand', 'shape [2, 3, 4]', [[2, 3, 4]]),
    known('matrix', 'a random matrix', (random) => [[whole(random, 2, 5), whole(random, 6, 9)]]),
    trap('scalar', 'no axes at all', [[]]),
    trap('row', 'a single axis', [[5]]),
    trap('one-inside', 'an axis of size 1 in the middle', [[3, 1, 2]]),
    trap('ones', 'axes of size 1 at both ends', (random) => [[1, whole(random, 2, 6), whole(random, 2, 6), 1]]),
    trap('empty', 'an axis of size 0', [[2, 0, 3]]),
    trap('rank-four', 'four random axes', (random) => [Array.from({ length: 4 }, () => whole(random, 2, 5))]),
  ],
  // Each stride by itself: how many numbers hang below one step of its axis.
  truth: (shape: number[]) => shape.map((_, axis) => shape.slice(axis + 1).reduce((count, n) => count * n, 1)),
});
