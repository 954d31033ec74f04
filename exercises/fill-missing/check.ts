import type { Generator } from '#framework';
import { vector, whole } from '../cases/draw.ts';
import { defineExercise, known, trap } from '../grader/define.ts';

type Table = number[][];
const hole = Number.NaN;

/** [rows, 2] with holes; never an empty column. */
function holey(random: Generator, rows: number): Table {
  const [a, b] = [vector(random, rows), vector(random, rows)];
  const [i, j] = [whole(random, 0, rows - 1), whole(random, 0, rows - 1)];
  return a.map((value, row) => [row === i ? hole : value, row === j ? hole : b[row]!]);
}

/** The value with as many present numbers below as above it, by counting; of two such, their middle. */
function median(values: readonly number[]): number {
  const present = values.filter((value) => value <= Number.POSITIVE_INFINITY);
  const below = (value: number): number => present.filter((other) => other < value).length;
  const upTo = (value: number): number => present.filter((other) => other <= value).length;
  const half = present.length / 2;
  const lower = present.filter((value) => upTo(value) >= half && below(value) <= half);
  return present.length === 0 ? 0 : (Math.min(...lower) + Math.max(...lower)) / 2;
}

export default defineExercise({
  kind: 'function',
  name: 'fillMissing',
  args: ['train', 'other'],
  answer: 'tables',
  keepsArguments: true,
  cases: [
    known('odd', 'three numbers and a hole', [
      [[1], [5], [2], [hole]],
      [[hole], [7]],
    ]),
    known('random', 'two columns with a hole each', (random) => [holey(random, 6), holey(random, 3)]),
    trap('even', 'an even count: 1, 2, 4, 10', [[[1], [10], [hole], [2], [4]], [[hole]]]),
    trap('zero', 'a 0 that is a number', [
      [[0], [3], [5]],
      [[hole], [0]],
    ]),
    trap('text', 'numbers that sort otherwise as text: 2, 10, 9', [[[10], [9], [2], [hole]], [[hole]]]),
    trap('empty', 'a column of holes only', [[[hole, 1], [hole, 3]], [[2, hole], [hole, 5]]]), // biome-ignore format: two tables
    trap('mansion', 'one absurd number', (random) => [[[1e6], ...vector(random, 4).map((v) => [v])], [[hole]]]),
    trap('exam', 'the other table is quite different', (random) => [holey(random, 5), [[500, 600], [hole, hole], [700, 800], [900, 950]]]), // biome-ignore format: one line reads better
  ],
  truth: (train: Table, other: Table) => {
    const medians = train[0]!.map((_, j) => median(train.map((row) => row[j]!)));
    const filled = (table: Table): Table =>
      table.map((row) => row.map((value, j) => (value <= Number.POSITIVE_INFINITY ? value : medians[j]!)));
    return [filled(train), filled(other)];
  },
});
