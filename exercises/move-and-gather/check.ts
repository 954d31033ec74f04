import type { Generator } from '#framework';
import { decimal, matrix, vector } from '../cases/draw.ts';
import { defineExercise, known, trap } from '../grader/define.ts';
import type { Value } from '../grader/sandbox/values.ts';

type Shape = readonly number[];
type Nested = number | readonly Nested[];
type Table = readonly (readonly number[])[];

const drawn = (random: Generator, [size, ...rest]: Shape): Nested =>
  size === undefined ? decimal(random) : Array.from({ length: size }, () => drawn(random, rest));
const at = (values: Nested, index: Shape): number =>
  index.reduce<Nested>((inner, i) => (inner as readonly Nested[])[i]!, values) as number;
const shapeOf = (values: Nested): Shape => (typeof values === 'number' ? [] : [values.length, ...shapeOf(values[0]!)]);
const built = (shape: Shape, number: (index: Shape) => number, index: Shape = []): Nested => {
  const [size, ...rest] = shape;
  if (size === undefined) return number(index);
  return Array.from({ length: size }, (_, i) => built(rest, number, [...index, i]));
};

/** Each number of the gradient by the place that the forward pass took it from. */
const byPlace: Readonly<Record<string, (...args: never[]) => Nested>> = {
  reshapeBackward: (grad: Nested, shape: Shape) => {
    const flat = [grad].flat(9) as number[];
    return built(shape, (index) => flat[index.reduce((place, i, axis) => place * shape[axis]! + i, 0)]!);
  },
  transposeBackward: (grad: Nested, axis0: number, axis1: number) => {
    const exchanged = (list: Shape): number[] =>
      list.map((value, i) => (i === axis0 ? list[axis1]! : i === axis1 ? list[axis0]! : value));
    return built(exchanged(shapeOf(grad)), (index) => at(grad, exchanged(index)));
  },
  gatherRowsBackward: (grad: Table, rows: Shape, count: number) => {
    const total = Array.from({ length: count }, () => grad[0]!.map(() => 0));
    for (const [j, row] of rows.entries()) for (const [c, g] of grad[j]!.entries()) total[row]![c]! += g;
    return total;
  },
};

const back = (name: string, from: Shape, ...rest: Value[]) => (random: Generator): Value[] => [name, drawn(random, from) as Value, ...rest]; // biome-ignore format: one line reads better
const taken = (rows: number[], count: number) => (random: Generator): Value[] => ['gatherRowsBackward', matrix(random, rows.length, 3), rows, count]; // biome-ignore format: one line reads better

export default defineExercise({
  kind: 'framework',
  name: ['reshapeBackward', 'transposeBackward', 'gatherRowsBackward'],
  args: ['function', 'grad', 'how', 'more'],
  answer: 'gradient',
  cases: [
    known('reshape', 'reshaped from [2, 3] to [6]', ['reshapeBackward', [1, 2, 3, 4, 5, 6], [2, 3]]),
    known('reshape-back', 'reshaped from [3, 4] to [2, 2, 3]', back('reshapeBackward', [2, 2, 3], [3, 4])),
    known('transpose', 'rows and columns exchanged, [2, 3]', back('transposeBackward', [3, 2], 0, 1)),
    known('gather', 'rows 1 and 0 of two', taken([1, 0], 2)),
    trap('square', 'a square table, its rows and columns exchanged', back('transposeBackward', [3, 3], 0, 1)),
    trap('far', 'the first and the last of three axes exchanged', back('transposeBackward', [4, 2, 3], 0, 2)),
    trap('number', 'a single number reshaped to [1, 1]', back('reshapeBackward', [1, 1], [])),
    trap('twice', 'a row taken twice, and one taken three times', taken([1, 0, 1, 2, 2, 2], 3)),
    trap('unused', 'a row that nobody took', taken([2, 0, 2], 4)),
    trap('unsorted', 'rows in no order, one of them again', (random) => [
      'gatherRowsBackward',
      [vector(random, 2), vector(random, 2), vector(random, 2), vector(random, 2), vector(random, 2)],
      [3, 1, 4, 1, 0],
      5,
    ]),
  ],
  truth: (name: string, ...rest: number[]) => byPlace[name]!(...(rest as never[])) as never,
});
