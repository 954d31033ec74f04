import type { Generator } from '#framework';
import { centralDifferences } from '../cases/differences.ts';
import { decimal, matrix, vector } from '../cases/draw.ts';
import { defineExercise, known, trap } from '../grader/define.ts';

interface Discriminator {
  readonly w1: number[][];
  readonly b1: number[];
  readonly w2: number[];
  readonly b2: number;
}

const before = ({ w1, b1 }: Discriminator, x: number, y: number): number[] =>
  w1.map(([a = 0, b = 0], h) => a * x + b * y + b1[h]!);

const network = (random: Generator, hidden: number, b2: number): Discriminator & Record<string, never> =>
  ({ w1: matrix(random, hidden, 2, 1), b1: vector(random, hidden, 1), w2: vector(random, hidden, 1), b2 }) as never;

/** Points away from every kink: there is no slope at one. */
function smooth(random: Generator, d: Discriminator, m: number): number[][] {
  const points: number[][] = [];
  while (points.length < m) {
    const [x, y] = [decimal(random, 0, 1), decimal(random, 0, 1)];
    if (before(d, x, y).every((a) => Math.abs(a) > 0.01)) points.push([x, y]);
  }
  return points;
}

const drawn = (hidden: number, m: number, sure: number) => (random: Generator) => {
  const d = network(random, hidden, sure === 0 ? decimal(random, 0, 0.5) : decimal(random, sure, 0.3));
  return [smooth(random, d, m), d];
};

/** Minus the slope of the whole loss, by nudging the points. */
function byDifferences(points: number[][], d: Discriminator): number[][] {
  const loss = (at: number[][]): number =>
    at.reduce((sum, [x = 0, y = 0]) => {
      const z = before(d, x, y).reduce((total, a, h) => total + d.w2[h]! * Math.max(a, a / 5), d.b2);
      return sum + Math.log(1 + Math.exp(-z)) / at.length;
    }, 0);
  return centralDifferences((at) => -loss(at), points);
}

export default defineExercise({
  kind: 'function',
  name: 'pull',
  args: ['points', 'd'],
  answer: 'arrows',
  keepsArguments: true,
  cases: [
    known('one-unit', 'one unit that looks to the right', [
      [
        [1, 0],
        [-1, 0],
      ],
      { w1: [[1, 0]], b1: [0], w2: [2], b2: -1 },
    ]),
    known('random', 'four units, five points', drawn(4, 5, 0)),
    trap('negative', 'units on both sides of their kink', drawn(6, 4, 0)),
    trap('alone', 'a single point', drawn(3, 1, 0)),
    trap('sees-through', 'a discriminator that sees through all of them', drawn(3, 4, -4)),
    trap('fooled', 'a discriminator that is fooled', drawn(3, 4, 3)),
    trap('kinks-moved', 'biases that move every kink', (random) => {
      const d = { ...network(random, 4, 0), b1: [2, -2, 3, -3].map((at) => decimal(random, at, 0.3)) };
      return [smooth(random, d, 5), d];
    }),
  ],
  truth: byDifferences,
  truthTolerance: { atol: 1e-6, rtol: 1e-5 },
  sizes: (points: number[][], d: Discriminator) => ({ m: points.length, H: d.w2.length }),
});
