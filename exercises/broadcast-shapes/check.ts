import { broadcastShapes, ChalkgradError, type Generator } from '#framework';
import { whole } from '../cases/draw.ts';
import { defineExercise, known, mustThrow, trap } from '../grader/define.ts';

/** A shape of sizes above 1, in which some axes become 1. */
function operand(random: Generator, shape: readonly number[], ones: readonly number[]): number[] {
  return shape.map((size, axis) => (ones.includes(axis) ? 1 : size)).slice(random.integer(1));
}
const sizes = (random: Generator, rank: number): number[] => Array.from({ length: rank }, () => whole(random, 2, 6));

export default defineExercise({
  kind: 'function',
  name: 'broadcastShape',
  args: ['a', 'b'],
  answer: 'shape',
  keepsArguments: true,
  cases: [
    known('same', 'two equal shapes', [
      [2, 3],
      [2, 3],
    ]),
    known('row', 'a matrix and a row', [[4, 3], [3]]),
    known('column', 'a matrix and a column', [
      [4, 3],
      [4, 1],
    ]),
    known('grid', 'a column and a row make a table', (random) => {
      const [n, m] = sizes(random, 2) as [number, number];
      return [
        [n, 1],
        [1, m],
      ];
    }),
    trap('numbers', 'two single numbers', [[], []]),
    trap('number', 'a number and a tensor of rank 3', (random) => [[], sizes(random, 3)]),
    trap('shorter-is-wider', '[3] with [3, 1]: the shorter one is the wider', [[3], [3, 1]]),
    trap('empty', 'an axis of size 0 meets one of size 1', [
      [0, 3],
      [1, 3],
    ]),
    trap('empty-row', 'an empty axis meets a missing one', [[2, 0], []]),
    trap('rank-four', 'ranks 4 and 2, ones in the middle', (random) => {
      const shape = sizes(random, 4);
      return [operand(random, shape, [1, 2]), shape.slice(2)];
    }),
    trap('both-stretch', 'both are stretched, along other axes', (random) => {
      const shape = sizes(random, 3);
      return [operand(random, shape, [0]), operand(random, shape, [2])];
    }),
    trap('one-longer', 'leading ones in the shorter shape’s way', (random) => [
      [1, ...sizes(random, 1)],
      sizes(random, 0),
    ]),
    mustThrow('unequal', 'sizes 3 and 4 at the last axis', [
      [2, 3],
      [2, 4],
    ]),
    mustThrow('divisible', '[2] with [4]: divisible is not enough', [[2], [4]]),
    mustThrow('left-aligned', '[3] with [3, 2]: equal only when written flush left', [[3], [3, 2]]),
    mustThrow('empty-against-two', 'an empty axis against one of size 2', [[0], [2]]),
    mustThrow('random-clash', 'a clash at a random axis', (random) => {
      const shape = sizes(random, 3);
      const axis = random.integer(3);
      return [shape, shape.map((size, i) => (i === axis ? size + whole(random, 1, 3) : size))];
    }),
  ],
  // The framework's own rule, written another way: strides of both operands over one shape.
  truth: (a: number[], b: number[]) => {
    try {
      return [...broadcastShapes(a, b, 'add')];
    } catch (error) {
      if (error instanceof ChalkgradError) return 'throws';
      throw error;
    }
  },
});
