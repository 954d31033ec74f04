import type { Generator } from '#framework';
import { decimal } from '../cases/draw.ts';
import { defineExercise, known, trap } from '../grader/define.ts';
import type { Value } from '../grader/sandbox/values.ts';

type Shape = readonly number[];
type Nested = number | readonly Nested[];

const drawn = (random: Generator, [size, ...rest]: Shape): Nested =>
  size === undefined ? decimal(random) : Array.from({ length: size }, () => drawn(random, rest));

const toShape =
  (from: Shape, to: Shape) =>
  (random: Generator): readonly Value[] => [drawn(random, from) as Value, [...to]];

const zerosOf = ([size, ...rest]: Shape): Nested =>
  size === undefined ? 0 : Array.from({ length: size }, () => zerosOf(rest));

/** Every number of the gradient goes to the one place that the forward pass had read for it: index by index, no axis is ever summed. */
function byIndex(grad: Nested, shape: Shape): { readonly shape: Shape; readonly values: Nested } {
  const total: { values: Nested } = { values: zerosOf(shape) };
  const visit = (part: Nested, index: readonly number[]): void => {
    if (typeof part !== 'number') {
      for (const [i, inner] of part.entries()) visit(inner, [...index, i]);
      return;
    }
    const place = index.slice(index.length - shape.length).map((at, axis) => (shape[axis] === 1 ? 0 : at));
    total.values = added(total.values, place, part);
  };
  visit(grad, []);
  return { shape, values: total.values };
}

const added = (values: Nested, [at, ...rest]: readonly number[], by: number): Nested =>
  typeof values === 'number' ? values + by : values.map((inner, i) => (i === at ? added(inner, rest, by) : inner));

export default defineExercise({
  kind: 'framework',
  name: 'unbroadcast',
  args: ['grad', 'shape'],
  answer: 'gradient',
  cases: [
    known('bias', 'two rows back to one bias, [2, 3] → [3]', [
      [
        [1, 2, 3],
        [10, 20, 30],
      ],
      [3],
    ]),
    known('batch', 'a batch of four back to a bias, [4, 3] → [3]', toShape([4, 3], [3])),
    known('column', 'rows back to a column, [4, 3] → [4, 1]', toShape([4, 3], [4, 1])),
    trap('square', 'a square one back to a bias, [3, 3] → [3]', toShape([3, 3], [3])),
    trap('square-column', 'a square one back to a column, [3, 3] → [3, 1]', toShape([3, 3], [3, 1])),
    trap('square-row', 'a square one back to a row, [3, 3] → [1, 3]', toShape([3, 3], [1, 3])),
    trap('both', 'an axis in front and one of size 1, [2, 4, 3] → [4, 1]', toShape([2, 4, 3], [4, 1])),
    trap('scalar', 'everything back to one number, [4, 3] → []', toShape([4, 3], [])),
    trap('same', 'nothing was stretched, [4, 3] → [4, 3]', toShape([4, 3], [4, 3])),
    trap('kept', 'an axis that had one entry and still has, [1, 3] → [1, 3]', toShape([1, 3], [1, 3])),
  ],
  truth: (grad: Nested, shape: Shape) => byIndex(grad, shape) as never,
});
