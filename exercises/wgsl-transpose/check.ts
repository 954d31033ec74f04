import type { Generator } from '#framework';
import { vector, whole } from '../cases/draw.ts';
import { defineExercise, known, trap } from '../grader/define.ts';

const SIDE = 16;
const BEHIND = 5;
const SENTINEL = -1000;

interface Buffers {
  readonly sizes: number[];
  readonly x: number[];
  readonly y: number[];
}

const of = (size: (random: Generator) => readonly [rows: number, columns: number]) => (random: Generator) => {
  const [rows, columns] = size(random);
  const n = rows * columns;
  const y = Array.from({ length: n + BEHIND }, () => SENTINEL);
  return [
    [Math.ceil(columns / SIDE), Math.ceil(rows / SIDE), 1],
    { sizes: [rows, columns], x: vector(random, n + BEHIND), y },
    { writes: { y: n } },
  ];
};

export default defineExercise({
  kind: 'wgsl',
  name: 'shader',
  args: ['workgroups', 'buffers', 'wanted'],
  answer: 'buffers',
  repeats: 1,
  cases: [
    known(
      'square',
      '16 × 16, one full group',
      of(() => [16, 16]),
    ),
    known(
      'four-groups',
      '32 × 32, four full groups',
      of(() => [32, 32]),
    ),
    trap(
      'small',
      '5 × 7',
      of(() => [5, 7]),
    ),
    trap(
      'one-more',
      '17 × 16',
      of(() => [17, 16]),
    ),
    trap(
      'one-row',
      'a single row of 33',
      of(() => [1, 33]),
    ),
    trap(
      'any',
      'a random size',
      of((random) => [whole(random, 3, 15), whole(random, 17, 25)]),
    ),
  ],
  tolerance: { atol: 1e-5, rtol: 1e-5 },
  // Column by column, as one reads the transposed matrix.
  truth: (_: number[], { sizes: [rows = 0, columns = 0], x, y }: Buffers) => {
    const turned: number[] = [];
    for (let column = 0; column < columns; column++)
      for (let row = 0; row < rows; row++) turned.push(x[row * columns + column]!);
    return { y: [...turned, ...y.slice(rows * columns)], events: [] };
  },
});
