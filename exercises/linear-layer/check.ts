import type { Generator } from '#framework';
import { matrix, vector } from '../cases/draw.ts';
import { defineExercise, known, trap } from '../grader/define.ts';

type Rows = readonly (readonly number[])[];

const twoAxes = (random: Generator, rows: number, from: number, to: number, options: { bias?: boolean }) => [
  from,
  to,
  options,
  matrix(random, rows, from),
  matrix(random, rows, to),
];

const filler = (size: number, from: number): number[] =>
  Array.from({ length: size }, (_, i) => Math.round(1000 * Math.sin(1 + 2.3 * (i + from))) / 1000);

const leaf = (value: unknown): value is readonly number[] => typeof (value as number[])[0] === 'number';
const rowsOf = (value: unknown): Rows => (leaf(value) ? [value] : (value as Rows[]).flatMap(rowsOf));
/** Rows put back where rows of `like` stand. */
function asNested(like: unknown, rows: (readonly number[])[]): unknown {
  return leaf(like) ? rows.shift()! : (like as unknown[]).map((item) => asNested(item, rows));
}

/** Row by row, cell by cell, in float64. */
function byHand(from: number, to: number, { bias = true }: { bias?: boolean }, x: unknown, upstream: unknown) {
  const weight = Array.from({ length: to }, (_, o) => filler(to * from, 0).slice(o * from, (o + 1) * from));
  const offset = bias ? filler(to, 100) : weight.map(() => 0);
  const [inputs, pulls] = [rowsOf(x), rowsOf(upstream)];
  const dot = (a: readonly number[], b: readonly number[]): number =>
    a.reduce((sum, value, i) => sum + value * b[i]!, 0);
  const column = (rows: Rows, i: number): number[] => rows.map((row) => row[i]!);
  return {
    y: asNested(
      x,
      inputs.map((row) => weight.map((w, o) => dot(row, w) + offset[o]!)),
    ),
    x: asNested(
      x,
      pulls.map((pull) => Array.from({ length: from }, (_, i) => dot(pull, column(weight, i)))),
    ),
    weight: weight.map((w, o) => w.map((_, i) => dot(column(pulls, o), column(inputs, i)))),
    bias: bias ? weight.map((_, o) => column(pulls, o).reduce((a, b) => a + b, 0)) : null,
    saved: bias ? { weight: [to, from], bias: [to] } : { weight: [to, from] },
    trained: bias ? ['bias', 'weight'] : ['weight'],
  } as never;
}

export default defineExercise({
  kind: 'framework',
  name: 'Linear',
  args: ['inFeatures', 'outFeatures', 'options', 'x', 'upstream'],
  answer: 'layer',
  cases: [
    known('two-to-three', 'two inputs, three outputs, one row', [2, 3, {}, [[1, -2]], [[1, 0, -1]]]),
    known('random', 'a batch of four, random', (random) => twoAxes(random, 4, 3, 2, {})),
    trap('no-bias', 'no bias', (random) => twoAxes(random, 3, 2, 4, { bias: false })),
    trap('vector', 'one example without a batch axis', (random) => [3, 2, {}, vector(random, 3), vector(random, 2)]),
    trap('three-axes', 'two axes in front', (random) => [
      3,
      2,
      {},
      [matrix(random, 4, 3), matrix(random, 4, 3)],
      [matrix(random, 4, 2), matrix(random, 4, 2)],
    ]),
    trap('square', 'as many outputs as inputs', (random) => twoAxes(random, 3, 3, 3, {})),
  ],
  // The framework computes in float32.
  tolerance: { atol: 1e-5, rtol: 1e-4 },
  truth: byHand,
});
