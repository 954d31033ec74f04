import type { Generator } from '#framework';
import { labels, matrix, vector } from '../cases/draw.ts';
import { defineExercise, known, trap } from '../grader/define.ts';

type Rows = readonly (readonly number[])[];
type Numbers = readonly number[];
interface Weights {
  readonly w1: Rows;
  readonly b1: Numbers;
  readonly w2: Rows;
  readonly b2: Numbers;
  readonly w3: Rows;
  readonly b3: Numbers;
}

const affine = (x: Numbers, w: Rows, b: Numbers): number[] =>
  w.map((row, o) => row.reduce((sum, value, i) => sum + value * x[i]!, b[o]!));

function lossOf(x: Rows, y: Numbers, { w1, b1, w2, b2, w3, b3 }: Weights): number {
  const losses = x.map((row, n) => {
    const h1 = affine(row, w1, b1).map(Math.tanh);
    const h2 = affine(h1, w2, b2).map((a, i) => h1[i]! + Math.tanh(a));
    const z = affine(h2, w3, b3);
    const top = Math.max(...z);
    return top + Math.log(z.reduce((sum, value) => sum + Math.exp(value - top), 0)) - z[y[n]!]!;
  });
  return losses.reduce((a, b) => a + b, 0) / x.length;
}

const STEP = 1e-4;
const NAMES = ['w1', 'b1', 'w2', 'b2', 'w3', 'b3'] as const;

/** Every number nudged both ways, twice as far the second time: what the squares of the step leave is taken out. No derivative is written. */
function byNudges(x: Rows, y: Numbers, weights: Weights): Weights {
  const copy = structuredClone(weights) as Record<(typeof NAMES)[number], number[] | number[][]>;
  const slope = (row: number[], i: number): number => {
    const here = row[i]!;
    const at = (by: number): number => {
      row[i] = here + by;
      const loss = lossOf(x, y, copy as never);
      row[i] = here;
      return loss;
    };
    const difference = (h: number): number => (at(h) - at(-h)) / (2 * h);
    return (4 * difference(STEP) - difference(2 * STEP)) / 3;
  };
  return Object.fromEntries(
    NAMES.map((name) => {
      const value = copy[name];
      const rows = Array.isArray(value[0]) ? (value as number[][]) : [value as number[]];
      const slopes = rows.map((row) => row.map((_, i) => slope(row, i)));
      return [name, Array.isArray(value[0]) ? slopes : slopes[0]!];
    }),
  ) as never;
}

const drawn = (random: Generator, inputs: number, hidden: number, classes: number): Weights => ({
  w1: matrix(random, hidden, inputs, 0.7),
  b1: vector(random, hidden, 0.3),
  w2: matrix(random, hidden, hidden, 0.7),
  b2: vector(random, hidden, 0.3),
  w3: matrix(random, classes, hidden, 0.7),
  b3: vector(random, classes, 0.3),
});
const network = (rows: number, inputs: number, hidden: number, classes: number) => (random: Generator) => [
  matrix(random, rows, inputs, 1),
  labels(random, rows, classes),
  drawn(random, inputs, hidden, classes) as never,
];

export default defineExercise({
  kind: 'framework',
  name: 'mlpBackward',
  args: ['x', 'labels', 'p'],
  answer: 'gradients',
  cases: [
    known('narrow', 'one example, one hidden unit', [[[1, -1]], [1], { w1: [[0.5, -0.5]], b1: [0.1], w2: [[0.8]], b2: [-0.2], w3: [[0.3], [-0.6]], b3: [0, 0.1] }]), // biome-ignore format: one line reads better
    known('batch', 'five examples, three hidden units', network(5, 2, 3, 2)),
    trap('square', 'as many inputs and classes as hidden units', network(4, 3, 3, 3)),
    trap('one', 'a batch of one', network(1, 2, 3, 2)),
    trap('more', 'more classes than hidden units', network(6, 3, 2, 4)),
  ],
  tolerance: { atol: 1e-7, rtol: 1e-6 },
  truth: (x: Rows, y: Numbers, p: Weights) => byNudges(x, y, p) as never,
});
