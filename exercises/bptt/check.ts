import type { Generator } from '#framework';
import { centralDifferences, differenceTolerance } from '../cases/differences.ts';
import { matrix, vector } from '../cases/draw.ts';
import type { Weights } from '../cases/recurrent.ts';
import { defineExercise, known, trap } from '../grader/define.ts';

const weightsOf = (random: Generator, inputs: number, H: number) => ({
  ih: matrix(random, H, inputs, 0.7),
  hh: matrix(random, H, H, 0.7),
  bih: vector(random, H, 0.3),
  bhh: vector(random, H, 0.3),
});
const sequence = (random: Generator, T: number, inputs: number, H: number) => [
  matrix(random, T, inputs, 1),
  weightsOf(random, inputs, H),
  matrix(random, T, H, 1),
];
/** Upstream at one step only. */
const only = (at: number, rows: number[][]): number[][] => rows.map((row, t) => row.map((v) => (t === at ? v : 0)));

/** The loss whose gradients are asked for: every state weighed by its upstream. */
function loss(xs: number[][], { ih, hh, bih, bhh }: Weights, gradH: number[][], h0: readonly number[]): number {
  let h = [...h0];
  let total = 0;
  for (const [t, x] of xs.entries()) {
    h = ih.map((row, j) => {
      let sum = bih[j]! + bhh[j]!;
      for (const [i, weight] of row.entries()) sum += weight * x[i]!;
      for (const [i, weight] of hh[j]!.entries()) sum += weight * h[i]!;
      return Math.tanh(sum);
    });
    for (const [j, value] of h.entries()) total += gradH[t]![j]! * value;
  }
  return total;
}

export default defineExercise({
  kind: 'function',
  name: 'bptt',
  args: ['xs', 'w', 'gradH'],
  answer: 'gradients',
  cases: [
    known('two-steps', 'two steps, one input, one unit', [
      [[1], [-1]],
      { ih: [[0.5]], hh: [[2]], bih: [0.1], bhh: [0] },
      [[1], [1]],
    ]),
    known('random', 'three steps, two inputs, two units, random', (random) => sequence(random, 3, 2, 2)),
    trap('one-step', 'a single step', (random) => sequence(random, 1, 2, 3)),
    trap('five-steps', 'five steps, two inputs, three units', (random) => sequence(random, 5, 2, 3)),
    trap('end-only', 'only the last state is used', (random) => {
      const [xs, w, gradH] = sequence(random, 4, 3, 2);
      return [xs!, w!, only(3, gradH as number[][])];
    }),
    trap('start-only', 'only the first state is used', (random) => {
      const [xs, w, gradH] = sequence(random, 4, 3, 2);
      return [xs!, w!, only(0, gradH as number[][])];
    }),
  ],
  truth: (xs: number[][], w: Weights, gradH: number[][]) => {
    const none = w.bih.map(() => 0);
    return {
      ih: centralDifferences((ih) => loss(xs, { ...w, ih }, gradH, none), w.ih),
      hh: centralDifferences((hh) => loss(xs, { ...w, hh }, gradH, none), w.hh),
      b: centralDifferences((bih) => loss(xs, { ...w, bih }, gradH, none), w.bih),
      h0: centralDifferences((h0) => loss(xs, w, gradH, h0), none),
    };
  },
  truthTolerance: differenceTolerance,
  sizes: (xs: number[][]) => ({ T: xs.length }),
});
