import type { Generator } from '#framework';
import { labels, matrix, vector } from '../cases/draw.ts';
import { cost, defineExercise, known, trap } from '../grader/define.ts';
import type { Value } from '../grader/sandbox/values.ts';

type Numbers = readonly number[];
type Table = readonly Numbers[];

const table = (rows: number, columns: number, cell: (i: number, j: number) => number): number[][] =>
  Array.from({ length: rows }, (_, i) => Array.from({ length: columns }, (_, j) => cell(i, j)));

/** Cell by cell, in plain loops: what the student may not do. */
const byHand: Readonly<Record<string, (...args: never[]) => Value>> = {
  outer: (a: Numbers, b: Numbers) => table(a.length, b.length, (i, j) => a[i]! * b[j]!),
  diag: (v: Numbers) => table(v.length, v.length, (i, j) => (i === j ? v[i]! : 0)),
  cumsum: (v: Numbers) => v.map((_, i) => v.slice(0, i + 1).reduce((a, b) => a + b, 0)),
  oneHot: (ids: Numbers, { classes }: { classes: number }) =>
    table(ids.length, classes, (i, k) => Number(ids[i] === k)),
  distances: (points: Table) =>
    table(points.length, points.length, (i, j) =>
      points[i]!.reduce((sum, x, axis) => sum + (x - points[j]![axis]!) ** 2, 0),
    ),
};

const ask = (puzzle: string, draw: (random: Generator) => Value[]) => (random: Generator) => [
  puzzle,
  draw(random),
  null,
];

const shapeOf = (value: Value): number[] =>
  Array.isArray(value) ? [value.length, ...shapeOf((value as Value[])[0] ?? 0)] : [];

export default defineExercise({
  kind: 'framework',
  name: ['outer', 'diag', 'cumsum', 'oneHot', 'distances'],
  args: ['puzzle', 'given', 'par'],
  answer: 'answer',
  cases: [
    known('outer', 'outer([1, 2], [3, 4, 5])', [
      'outer',
      [
        [1, 2],
        [3, 4, 5],
      ],
      null,
    ]),
    known(
      'diag',
      'diag of three numbers',
      ask('diag', (random) => [vector(random, 3)]),
    ),
    known(
      'cumsum',
      'cumsum of four numbers',
      ask('cumsum', (random) => [vector(random, 4)]),
    ),
    known(
      'one-hot',
      'oneHot of four labels, three classes',
      ask('oneHot', (random) => [labels(random, 4, 3), { classes: 3 }]),
    ),
    known(
      'distances',
      'distances of three points',
      ask('distances', (random) => [matrix(random, 3, 2)]),
    ),
    trap(
      'outer-long',
      'outer of four and two numbers',
      ask('outer', (random) => [vector(random, 4), vector(random, 2)]),
    ),
    trap(
      'outer-one',
      'outer of one number and three',
      ask('outer', (random) => [vector(random, 1), vector(random, 3)]),
    ),
    trap('diag-zeros', 'diag with a 0 in it', ['diag', [[2, 0, -1, 5]], null]),
    trap(
      'cumsum-one',
      'cumsum of a single number',
      ask('cumsum', (random) => [vector(random, 1)]),
    ),
    trap('one-hot-first', 'class 0, and a class that nobody has', ['oneHot', [[0, 3, 0], { classes: 5 }], null]),
    trap(
      'distances-plane',
      'points of four numbers',
      ask('distances', (random) => [matrix(random, 2, 4)]),
    ),
    trap('distances-opposed', 'two points whose differences cancel', ['distances', [[[0, 0], [3, -3]]], null]), // biome-ignore format: one line reads better
    cost('outer-par', 'outer in at most 4 ops', (random) => ['outer', [vector(random, 5), vector(random, 6)], 4]),
    cost('diag-par', 'diag in at most 5 ops', (random) => ['diag', [vector(random, 6)], 5]),
    cost('cumsum-par', 'cumsum in at most 6 ops', (random) => ['cumsum', [vector(random, 9)], 6]),
    cost('distances-par', 'distances in at most 7 ops', (random) => ['distances', [matrix(random, 6, 3)], 7]),
  ],
  // The framework computes in float32.
  tolerance: { atol: 1e-4, rtol: 1e-5 },
  truth: (puzzle: string, given: never[], par: number | null) => {
    const values = byHand[puzzle]!(...given);
    return par === null ? { shape: shapeOf(values), values, rules: 'kept' } : { ops: 'at most par' };
  },
});
