import type { Generator } from '#framework';
import { vector, whole } from '../cases/draw.ts';
import { defineExercise, known, trap } from '../grader/define.ts';

const GROUP = 64;
const BEHIND = 6;
const SENTINEL = -1000;

interface View {
  readonly offset: number;
  readonly row: number;
  readonly column: number;
}
interface Buffers {
  readonly sizes: number[];
  readonly a: number[];
  readonly b: number[];
  readonly y: number[];
}

/** Exactly as many numbers as a view reaches. */
const reach = ({ offset, row, column }: View, rows: number, columns: number): number =>
  1 + offset + row * (rows - 1) + column * (columns - 1);

const launch = (random: Generator, rows: number, columns: number, a: View, b: View) => {
  const n = rows * columns;
  const y = Array.from({ length: n + BEHIND }, () => SENTINEL);
  const sizes = [rows, columns, a.offset, a.row, a.column, b.offset, b.row, b.column];
  const [left, right] = [vector(random, reach(a, rows, columns)), vector(random, reach(b, rows, columns))];
  return [[Math.ceil(n / GROUP), 1, 1], { sizes, a: left, b: right, y }, { writes: { y: n } }];
};

const dense = (columns: number, offset = 0): View => ({ offset, row: columns, column: 1 });
const transposed = (rows: number, offset = 0): View => ({ offset, row: 1, column: rows });
const oneRow = (offset = 0): View => ({ offset, row: 0, column: 1 });
const oneColumn = (offset = 0): View => ({ offset, row: 1, column: 0 });

export default defineExercise({
  kind: 'wgsl',
  name: 'shader',
  args: ['workgroups', 'buffers', 'wanted'],
  answer: 'buffers',
  repeats: 1,
  cases: [
    known('dense', '8 × 8, both dense', (random) => launch(random, 8, 8, dense(8), dense(8))),
    known('row', '8 × 16, b is one row', (random) => launch(random, 8, 16, dense(16), oneRow())),
    trap('column', '5 × 7, b is one column', (random) => launch(random, 5, 7, dense(7), oneColumn())),
    trap('transposed', '6 × 11, a is transposed', (random) => launch(random, 6, 11, transposed(6), dense(11))),
    trap('offset', '4 × 9, both begin later', (random) => launch(random, 4, 9, dense(9, 3), oneRow(2))),
    trap('first-column', '3 × 30, a is one column that begins at 3', (random) => launch(random, 3, 30, oneColumn(3), transposed(3, 1))), // biome-ignore format: one line reads better
    trap('any', 'a random size, a transposed slice and one number', (random) => {
      const [rows, columns] = [whole(random, 3, 9), whole(random, 8, 12)];
      return launch(random, rows, columns, transposed(rows, 3), { offset: 1, row: 0, column: 0 });
    }),
  ],
  tolerance: { atol: 1e-5, rtol: 1e-5 },
  // Both written out as dense matrices first.
  truth: (_: number[], { sizes, a, b, y }: Buffers) => {
    const [rows = 0, columns = 0, ...strides] = sizes;
    const written = (memory: number[], [offset = 0, down = 0, right = 0]: number[]): number[] =>
      Array.from({ length: rows }, (_row, r) => Array.from({ length: columns }, (_column, c) => memory[offset + r * down + c * right]!)).flat(); // biome-ignore format: one line reads better
    const second = written(b, strides.slice(3));
    const sums = written(a, strides.slice(0, 3)).map((left, i) => left + second[i]!);
    return { y: [...sums, ...y.slice(sums.length)], events: [] };
  },
});
