import type { Generator } from '#framework';
import { whole } from '../cases/draw.ts';
import { defineExercise, known, trap } from '../grader/define.ts';

type View = [shape: number[], strides: number[], offset: number];

const dense = (rows: number, columns: number): View => [[rows, columns], [columns, 1], 0];
const drawn = (random: Generator): View => dense(whole(random, 8, 12), whole(random, 13, 17));
const turned = ([shape, strides, offset]: View): View => [shape.toReversed(), strides.toReversed(), offset];

export default defineExercise({
  kind: 'function',
  name: 'sliceView',
  args: ['view', 'axis', 'start', 'end', 'step'],
  answer: 'view',
  keepsArguments: true,
  cases: [
    known('by-hand', 'rows 1 and 3 of six', [dense(6, 5), 0, 1, 5, 2]),
    known('columns', 'some columns', (random) => {
      const start = whole(random, 1, 3);
      return [drawn(random), 1, start, start + 6, 3];
    }),
    trap('rows', 'rows from the middle, one by one', (random) => [drawn(random), 0, whole(random, 1, 3), 7, 1]),
    trap('does-not-divide', 'five rows in steps of two', [dense(6, 5), 0, 1, 6, 2]),
    trap('empty', 'from 3 to 3: nothing', [dense(6, 5), 0, 3, 3, 1]),
    trap('one', 'a step beyond the end', (random) => [drawn(random), 0, 2, 7, 9]),
    trap('whole', 'everything', (random) => {
      const view = drawn(random);
      return [view, 1, 0, view[0][1]!, 1];
    }),
    trap('transposed', 'part of a transposed view', (random) => [turned(drawn(random)), 0, whole(random, 2, 4), 11, 2]),
    trap('slice-of-slice', 'part of a part', (random) => {
      const [[rows, columns], ,] = drawn(random);
      return [[[rows! - 4, columns!], [columns! * 2, 1], 3 * columns!], 1, whole(random, 1, 4), 10, 4];
    }),
    trap('rank-three', 'the middle one of three axes', (random) => {
      const [a, b, c] = [2, whole(random, 7, 9), whole(random, 2, 4)];
      return [[[a, b, c], [b * c, c, 1], 6], 1, 1, 6, 2];
    }),
  ],
  // By walking: the places that are visited say the rest.
  truth: ([shape, strides, offset]: View, axis: number, start: number, end: number, step: number) => {
    const places: number[] = [];
    for (let i = start; i < end; i += step) places.push(offset + i * strides[axis]!);
    return [
      [...shape.slice(0, axis), places.length, ...shape.slice(axis + 1)],
      [...strides.slice(0, axis), strides[axis]! * step, ...strides.slice(axis + 1)],
      offset + start * strides[axis]!,
    ];
  },
});
