import type { Generator } from '#framework';
import { vector } from '../cases/draw.ts';
import { cost, defineExercise, known, trap } from '../grader/define.ts';

const drawn = (m: number, k: number, n: number, block: number) => (random: Generator) => [
  vector(random, m * k),
  vector(random, k * n),
  m,
  k,
  n,
  block,
];

/** Corners along one axis. */
const corners = (length: number, block: number): number[] =>
  Array.from({ length: Math.ceil(length / block) }, (_, at) => at * block);

export default defineExercise({
  kind: 'function',
  name: 'blockedMatmul',
  args: ['a', 'b', 'm', 'k', 'n', 'block'],
  answer: 'c',
  driven: true,
  keepsArguments: true,
  cases: [
    known('two', '2 × 2, one block', [[1, 2, 3, 4], [5, 6, 7, 8], 2, 2, 2, 2]),
    known('four', '4 × 4 in blocks of 2', drawn(4, 4, 4, 2)),
    trap('ragged', '5 × 7 times 7 × 3 in blocks of 2', drawn(5, 7, 3, 2)),
    trap('ones', 'blocks of a single number', drawn(3, 4, 5, 1)),
    trap('one-block', 'a block larger than all', drawn(3, 2, 4, 8)),
    trap('wide', '2 × 6 times 6 × 9 in blocks of 4', drawn(2, 6, 9, 4)),
    cost('blocks', '10 × 9 times 9 × 11 in blocks of 4, and which were visited', drawn(10, 9, 11, 4)),
  ],
  // Rows times columns; and every corner of one axis with every corner of the others.
  truth: (a: number[], b: number[], m: number, k: number, n: number, block: number) => {
    const rows = Array.from({ length: m }, (_, i) => a.slice(i * k, (i + 1) * k));
    const columns = Array.from({ length: n }, (_, j) => b.filter((_, at) => at % n === j));
    const product = rows.flatMap((row) => columns.map((column) => row.reduce((sum, x, p) => sum + x * column[p]!, 0)));
    if (a.length < 80) return product;
    const visits = corners(m, block).flatMap((i) =>
      corners(k, block).flatMap((p) => corners(n, block).map((j) => [i, p, j])),
    );
    return { product, visits };
  },
});
