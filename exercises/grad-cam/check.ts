import type { Generator } from '#framework';
import { matrix } from '../cases/draw.ts';
import { defineExercise, known, trap } from '../grader/define.ts';

type Maps = number[][][];

/** What a ReLU lets through. */
const maps = (random: Generator, count: number, rows: number, columns: number): Maps =>
  Array.from({ length: count }, () =>
    matrix(random, rows, columns).map((row) => row.map((value) => Math.max(0, value))),
  );
const slopes = (random: Generator, count: number, rows: number, columns: number): Maps =>
  Array.from({ length: count }, () => matrix(random, rows, columns, 1));

/** Cell by cell. */
function byCell(all: Maps, grads: Maps): number[][] {
  const cells = all[0]!.length * all[0]![0]!.length;
  const totals = grads.map((plane) => plane.flat().reduce((sum, value) => sum + value, 0));
  return all[0]!.map((row, i) =>
    row.map((_, j) => {
      const sum = all.reduce((given, plane, k) => given + (totals[k]! * plane[i]![j]!) / cells, 0);
      return Math.max(sum, 0);
    }),
  );
}

const size = (count: number, rows: number, columns: number) => (random: Generator) => [
  maps(random, count, rows, columns),
  slopes(random, count, rows, columns),
];

export default defineExercise({
  kind: 'function',
  name: 'gradCam',
  args: ['maps', 'grads'],
  answer: 'map',
  keepsArguments: true,
  cases: [
    // Weights 1 and −1: 4 − 1, 0 − 2 cut off.
    known('by-hand', 'two maps of two cells, one for the class and one against it', [
      [[[4, 0]], [[1, 2]]],
      [[[2, 0]], [[-1, -1]]],
    ]), // biome-ignore format: two maps
    known('random', 'three maps, random', size(3, 2, 3)),
    trap('unlike-sizes', 'four maps of two rows and five columns', size(4, 2, 5)),
    trap('one-map', 'a single map', size(1, 3, 3)),
    trap('all-against', 'every map speaks against the class', (random) => [
      maps(random, 3, 2, 4).map((plane) => plane.map((row) => row.map((value) => value + 0.2))),
      slopes(random, 3, 2, 4).map((plane) => plane.map((row) => row.map((value) => -Math.abs(value) - 0.1))),
    ]),
    trap('against-each-other', 'two loud maps that nearly cancel', (random) => {
      const [plane] = maps(random, 1, 3, 4);
      const loud = plane!.map((row) => row.map((value) => value + 1));
      const [slope] = slopes(random, 1, 3, 4);
      const for_ = slope!.map((row) => row.map((value) => Math.abs(value) + 0.5));
      return [
        [loud, loud.map((row) => row.map((value) => value * 0.7))],
        [for_, for_.map((row) => row.map((value) => -value))],
      ];
    }),
    trap('square', 'as many maps as rows and columns', size(3, 3, 3)),
  ],
  truth: byCell,
  sizes: (all: Maps) => ({ maps: all.length, cells: all[0]!.length * all[0]![0]!.length }),
});
