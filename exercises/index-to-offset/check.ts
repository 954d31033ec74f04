import type { Generator } from '#framework';
import { whole } from '../cases/draw.ts';
import { cost, defineExercise, known, trap } from '../grader/define.ts';

const sizes = (random: Generator, rank: number): number[] => Array.from({ length: rank }, () => whole(random, 3, 6));

/** Row-major strides, from the left: the whole size, divided by one size after the other. */
function dense(shape: readonly number[]): number[] {
  let rest = shape.reduce((size, n) => size * n, 1);
  return shape.map((n) => {
    rest /= n;
    return rest;
  });
}

/** An index that is 1 or more on every axis, so that no stride goes unused. */
const inside = (random: Generator, shape: readonly number[]): number[] => shape.map((n) => whole(random, 1, n - 1));

export default defineExercise({
  kind: 'function',
  name: 'offsetOf',
  args: ['index', 'shape', 'strides', 'offset'],
  answer: 'place',
  keepsArguments: true,
  cases: [
    known('by-hand', '[1, 2] in a dense [2, 3]', [[1, 2], [2, 3], [3, 1], 0]),
    known('dense', 'an index of a dense matrix', (random) => {
      const shape = sizes(random, 2);
      return [inside(random, shape), shape, dense(shape), 0];
    }),
    trap('scalar', 'a single number, 7 places into its memory', [[], [], [], 7]),
    trap('transposed', 'a transposed view', (random) => {
      const shape = sizes(random, 2);
      return [inside(random, shape.toReversed()), shape.toReversed(), dense(shape).toReversed(), 0];
    }),
    trap('part', 'a view that begins in the middle', (random) => {
      const shape = sizes(random, 2);
      const strides = dense([shape[0]! + 2, shape[1]! + 3]);
      return [inside(random, shape), shape, strides, whole(random, 5, 9)];
    }),
    trap('repeated', 'a stride of 0: one row, seen again and again', (random) => {
      const shape = sizes(random, 2);
      return [inside(random, shape), shape, [0, 1], 2];
    }),
    trap('last-row', '−1 on the first axis', [[-1, 2], [4, 5], [5, 1], 0]),
    trap('last-column', '−1 on the last axis', [[2, -1], [4, 5], [5, 1], 0]),
    trap('from-the-end', 'negative on every axis of a view', (random) => {
      const shape = sizes(random, 3);
      const index = shape.map((n) => -whole(random, 1, n - 1));
      return [index, shape, dense(shape).toReversed(), whole(random, 1, 9)];
    }),
    trap('rank-four', 'four axes, stepping', (random) => {
      const shape = sizes(random, 4);
      return [inside(random, shape), shape, dense(shape).map((stride) => 2 * stride), 3];
    }),
    cost('huge', 'a tensor far larger than any memory', (random) => {
      const shape = [100_000, 100_000, 1000];
      return [shape.map((n) => whole(random, n - 99, n - 1)), shape, dense(shape), 5];
    }),
  ],
  points: { known: 3, traps: 6, cost: 1 },
  // From the other end: places from the end are counted back from the last cell of the axis.
  truth: (index: number[], shape: number[], strides: number[], offset: number) => {
    let place = offset;
    for (const [axis, i] of index.entries()) {
      const last = (shape[axis]! - 1) * strides[axis]!;
      place += i < 0 ? last + (i + 1) * strides[axis]! : last - (shape[axis]! - 1 - i) * strides[axis]!;
    }
    return place;
  },
});
