import type { Generator } from '#framework';
import { vector, whole } from '../cases/draw.ts';
import { defineExercise, known, trap } from '../grader/define.ts';

type View = [shape: number[], strides: number[], offset: number];

const dense = (rows: number, columns: number): View => [[rows, columns], [columns, 1], 0];
const drawn = (random: Generator, view: View, size: number) => [vector(random, size), view];

/** Every number that a walk meets, axis by axis: no index is worked out from a position. */
function walk(data: readonly number[], shape: readonly number[], strides: readonly number[], place: number): number[] {
  const [n, ...inner] = shape;
  if (n === undefined) return [data[place]!];
  return Array.from({ length: n }, (_, i) => walk(data, inner, strides.slice(1), place + i * strides[0]!)).flat();
}

export default defineExercise({
  kind: 'function',
  name: 'contiguous',
  args: ['data', 'view'],
  answer: 'numbers',
  keepsArguments: true,
  cases: [
    known('by-hand', 'two rows of three that lie flat', [[10, 11, 12, 20, 21, 22], dense(2, 3)]),
    known('dense', 'a random matrix that lies flat', (random) => {
      const [rows, columns] = [whole(random, 2, 4), whole(random, 5, 7)];
      return drawn(random, dense(rows, columns), rows * columns);
    }),
    trap('transposed', 'a transposed view of two rows of three', [
      [10, 11, 12, 20, 21, 22],
      [[3, 2], [1, 3], 0],
    ]),
    trap('turned', 'a random transposed view', (random) => {
      const [rows, columns] = [whole(random, 2, 4), whole(random, 5, 7)];
      return drawn(random, [[columns, rows], [1, columns], 0], rows * columns);
    }),
    trap('part', 'every second column, beginning inside', (random) => {
      const rows = whole(random, 3, 5);
      return drawn(random, [[rows - 1, 3], [8, 2], 9], rows * 8);
    }),
    trap('repeated', 'a row read again and again: more cells than numbers', (random) =>
      drawn(random, [[4, 3], [0, 1], 0], 3),
    ),
    trap('scalar', 'a single number in the middle', (random) => drawn(random, [[], [], 2], 4)),
    trap('one-axis', 'every third number', (random) => drawn(random, [[4], [3], 1], 12)),
    trap('three-axes', 'three axes in another order', (random) => {
      const [a, b, c] = [2, whole(random, 3, 4), 3];
      return drawn(random, [[c, a, b], [1, b * c, c], 0], a * b * c);
    }),
    trap('empty', 'an axis of size 0', [
      [1, 2, 3],
      [[0, 3], [3, 1], 0],
    ]),
  ],
  truth: (data: number[], [shape, strides, offset]: View) => walk(data, shape, strides, offset),
});
