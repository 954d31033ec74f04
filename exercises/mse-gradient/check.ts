import type { Generator } from '#framework';
import { centralDifferences } from '../cases/differences.ts';
import { decimal, matrix, short, vector } from '../cases/draw.ts';
import { defineExercise, known, trap } from '../grader/define.ts';

const problem = (random: Generator, m: number, D: number): [number[], number[][], number[]] => [
  vector(random, D + 1),
  matrix(random, m, D),
  vector(random, m),
];

function loss(theta: readonly number[], x: number[][], y: number[]): number {
  let total = 0;
  for (const [i, row] of x.entries()) {
    let prediction = theta[0]!;
    for (const [d, value] of row.entries()) prediction += theta[d + 1]! * value;
    total += (prediction - y[i]!) ** 2;
  }
  return total / x.length;
}

export default defineExercise({
  kind: 'function',
  name: 'mseGradient',
  args: ['theta', 'x', 'y'],
  answer: 'gradient',
  keepsArguments: true,
  cases: [
    // predictions 3 and 7, residuals 1 and −2: slopes (1 − 2) and (1 · 1 − 2 · 3)
    known('by-hand', 'two points you can work out by hand', [[1, 2], [[1], [3]], [2, 9]]), // biome-ignore format: one line reads better
    known('random', 'five points, three inputs, random', (random) => problem(random, 5, 3)),
    trap('one-row', 'a single example', (random) => problem(random, 1, 3)),
    trap('few-rows', 'two examples, four inputs', (random) => problem(random, 2, 4)),
    trap('many-rows', 'nine examples, one input', (random) => problem(random, 9, 1)),
    trap('no-inputs', 'no inputs at all: only the bias is left', (random) => problem(random, 4, 0)),
    trap('met', 'every example is met exactly: all slopes are 0', (random) => {
      const x = matrix(random, 4, 2);
      const [bias, first, second] = [decimal(random), 2, -1];
      return [[bias, first, second], x, x.map((row) => short(bias + first * row[0]! + second * row[1]!))];
    }),
    trap('thousands', 'inputs a thousand times as large', (random) => {
      const [theta, x, y] = problem(random, 5, 2);
      return [theta, x.map((row) => row.map((value) => short(1000 * value))), y];
    }),
  ],
  // The loss is a parabola in each parameter: central differences of any width are exact, up to rounding.
  truth: (theta: number[], x: number[][], y: number[]) => centralDifferences((at) => loss(at, x, y), theta, 1),
  truthTolerance: { atol: 1e-6, rtol: 1e-6 },
  sizes: (_theta: number[], x: number[][]) => ({ m: x.length, D: x[0]!.length }),
});
