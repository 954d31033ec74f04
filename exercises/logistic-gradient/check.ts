import type { Generator } from '#framework';
import { centralDifferences, differenceTolerance } from '../cases/differences.ts';
import { between, labels, matrix, vector } from '../cases/draw.ts';
import { defineExercise, known, trap } from '../grader/define.ts';

/** A bias that shows when it is forgotten. */
const bias = (random: Generator): number => (random.uniform() < 0.5 ? -1 : 1) * between(random, 0.5, 2);

const problem = (random: Generator, m: number, d: number) => [
  matrix(random, m, d, 1),
  labels(random, m, 2),
  vector(random, d, 1),
  bias(random),
];

/** Mean of ln(1 + e^u), u against what happened. */
function meanPrice(x: readonly (readonly number[])[], y: readonly number[], [b, ...w]: readonly number[]): number {
  let total = 0;
  for (const [i, row] of x.entries()) {
    let z = b!;
    for (const [d, value] of row.entries()) z += w[d]! * value;
    const against = y[i] === 1 ? -z : z;
    total += against > 0 ? against + Math.log1p(Math.exp(-against)) : Math.log1p(Math.exp(against));
  }
  return total / x.length;
}

export default defineExercise({
  kind: 'function',
  name: 'logisticGradient',
  args: ['x', 'y', 'w', 'b'],
  answer: 'gradient',
  keepsArguments: true,
  cases: [
    // z is ln 3 and −ln 3: ŷ is 3/4 and 1/4
    known('by-hand', 'two examples you can work out by hand', [[[1, 0], [-1, 2]], [1, 1], [Math.log(3), 0], 0]), // biome-ignore format: one line reads better
    known('three', 'three examples, two inputs, a bias', [[[1, 0.5], [2, -1], [-1, 3]], [1, 0, 1], [0.5, -1], 0.75]), // biome-ignore format: one line reads better
    known('random', 'five examples, three inputs, random', (random) => problem(random, 5, 3)),
    trap('one-row', 'a single example', (random) => problem(random, 1, 3)),
    trap('few-rows', 'two examples, four inputs', (random) => problem(random, 2, 4)),
    trap('many-rows', 'nine examples, one input', (random) => problem(random, 9, 1)),
    trap('all-ones', 'every label 1', (random) => {
      const [x, , w, b] = problem(random, 6, 2);
      return [x!, [1, 1, 1, 1, 1, 1], w!, b!];
    }),
    trap('twice', 'the nine examples twice over: the gradient must not change', (_, others) => {
      const [x, y, w, b] = others('many-rows') as [number[][], number[], number[], number];
      return [[...x, ...x], [...y, ...y], w, b];
    }),
  ],
  truth: (x: number[][], y: number[], w: number[], b: number) => {
    const [first, ...rest] = centralDifferences((at) => meanPrice(x, y, at), [b, ...w]);
    return [...rest, first!];
  },
  truthTolerance: differenceTolerance,
  sizes: (x: number[][]) => ({ m: x.length, d: x[0]!.length }),
});
