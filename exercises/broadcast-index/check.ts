import { type Generator, tensor } from '#framework';
import { whole } from '../cases/draw.ts';
import { defineExercise, known, trap } from '../grader/define.ts';

const sizes = (random: Generator, rank: number): number[] => Array.from({ length: rank }, () => whole(random, 3, 5));

/** An operand of sizes above 2, `ones` stretched, and an output cell that is in no corner along the stretched axes. */
function inside(random: Generator, rank: number, ones: readonly number[], leading = 0): [number[], number[]] {
  const shape = sizes(random, rank).map((size, axis) => (ones.includes(axis) ? 1 : size));
  const index = [
    ...Array.from({ length: leading }, () => whole(random, 1, 3)),
    ...shape.map((size) => (size === 1 ? whole(random, 1, 3) : whole(random, 1, size - 2))),
  ];
  return [index, shape];
}

export default defineExercise({
  kind: 'function',
  name: 'sourceOffset',
  args: ['index', 'shape'],
  answer: 'offset',
  keepsArguments: true,
  cases: [
    known('matrix', 'a matrix that is not stretched', [
      [1, 2],
      [2, 3],
    ]),
    known('row', 'a row [3], read for cell (1, 2) of a table', [[1, 2], [3]]),
    known('column', 'a column [4, 1], read for cell (2, 1) of a table', [
      [2, 1],
      [4, 1],
    ]),
    known('random', 'a random matrix, not stretched', (random) => inside(random, 2, [])),
    trap('number', 'a single number, read for any cell', (random) => [[whole(random, 1, 4), whole(random, 1, 4)], []]),
    trap('rank-three', 'three axes, none stretched', (random) => inside(random, 3, [])),
    trap('missing', 'the operand has an axis less', (random) => inside(random, 2, [], 1)),
    trap('middle', 'an axis of size 1 in the middle', (random) => inside(random, 3, [1])),
    trap('middle-and-missing', 'an axis of size 1 in the middle, and one axis missing', (random) =>
      inside(random, 3, [1], 1),
    ),
    trap('last', 'the last axis is stretched', (random) => inside(random, 3, [2])),
    trap('two-ones', 'first and last axis are stretched, two axes are missing', (random) =>
      inside(random, 4, [0, 3], 2),
    ),
    trap('corner', 'the last cell of all', [
      [3, 2, 4],
      [4, 1, 5],
    ]),
  ],
  // Our own broadcasting, on an operand that holds its offsets: the cell that arrives says where it was read.
  truth: (index: number[], shape: number[]) => {
    const size = shape.reduce((a, b) => a * b, 1);
    const operand = tensor(Array.from({ length: size }, (_, i) => i)).reshape(shape);
    const missing = index.length - shape.length;
    const output = index.map((at, axis) => ((shape[axis - missing] ?? 1) === 1 ? at + 1 : shape[axis - missing]!));
    const cells = operand.expand(output).contiguous().reshape([-1]);
    const place = index.reduce((at, i, axis) => at * output[axis]! + i, 0);
    return (cells.toArray() as number[])[place]!;
  },
});
