import type { Generator } from '#framework';
import { centralDifferences } from '../cases/differences.ts';
import { between, matrix, short, vector } from '../cases/draw.ts';
import { defineExercise, known, trap } from '../grader/define.ts';

type Rows = number[][];

const scales = (random: Generator, features: number): number[] =>
  Array.from({ length: features }, () => between(random, 0.5, 3));
const layer = (random: Generator, rows: number, features: number, std = 2) => [
  matrix(random, rows, features, std),
  scales(random, features),
  matrix(random, rows, features),
];

/** Σ grad · y, forwards. */
function total(x: Rows, gamma: readonly number[], beta: readonly number[], grad: Rows): number {
  let sum = 0;
  for (const [i, row] of x.entries()) {
    const mean = row.reduce((a, b) => a + b, 0) / row.length;
    const variance = row.reduce((a, value) => a + (value - mean) ** 2, 0) / row.length;
    for (const [j, value] of row.entries())
      sum += grad[i]![j]! * ((gamma[j]! * (value - mean)) / Math.sqrt(variance + 1e-5) + beta[j]!);
  }
  return sum;
}

export default defineExercise({
  kind: 'function',
  name: 'layerNormBackward',
  args: ['x', 'gamma', 'grad'],
  answer: 'gradients',
  keepsArguments: true,
  cases: [
    known('by-hand', 'one row, one gradient that is not 0', [[[1, 2, 6]], [1, 1, 1], [[1, 0, 0]]]),
    known('random', 'three rows of four features', (random) => layer(random, 3, 4)),
    trap('far', 'rows that lie far from 0', (random) => {
      const [x, gamma, grad] = layer(random, 2, 5) as [Rows, number[], Rows];
      return [x.map((row, i) => row.map((value) => short(value + 40 * (i + 1)))), gamma, grad];
    }),
    trap('one-row', 'a single row', (random) => layer(random, 1, 6)),
    trap('equal', 'a row of equal numbers', (random) => {
      const value = short(random.normal(0, 2));
      return [[[value, value, value], vector(random, 3)], scales(random, 3), matrix(random, 2, 3)];
    }),
    trap('small', 'numbers that lie close together', (random) => layer(random, 2, 4, 0.1)),
    trap('square', 'as many rows as features', (random) => layer(random, 4, 4)),
  ],
  truth: (x: Rows, gamma: number[], grad: Rows) => {
    const beta = gamma.map(() => 0);
    return {
      x: centralDifferences((at) => total(at, gamma, beta, grad), x, 1e-6),
      gamma: centralDifferences((at) => total(x, at, beta, grad), gamma),
      beta: centralDifferences((at) => total(x, gamma, at, grad), beta),
    };
  },
  // A row of equal numbers bends strongly: ε is all that it is divided by.
  truthTolerance: { atol: 1e-5, rtol: 1e-4 },
  sizes: (x: Rows) => ({ N: x.length, F: x[0]!.length }),
});
