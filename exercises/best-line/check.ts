import type { Generator } from '#framework';
import { decimal, short, vector, whole } from '../cases/draw.ts';
import { defineExercise, known, stable, trap } from '../grader/define.ts';

/** x at some distance from 0, so that no line through the means passes 0 by chance. */
const points = (random: Generator, m: number, at = 3): [number[], number[]] => [
  Array.from({ length: m }, () => decimal(random, at)),
  vector(random, m),
];

export default defineExercise({
  kind: 'function',
  name: 'bestLine',
  args: ['x', 'y'],
  answer: 'theta',
  keepsArguments: true,
  cases: [
    // means 2 and 4; 14 over 10
    known('by-hand', 'four points you can work out by hand: 1.2 and 1.4', [
      [0, 1, 3, 4],
      [1, 4, 2, 9],
    ]),
    known('random', 'six points, random', (random) => points(random, 6)),
    trap('two', 'two points: the line meets both', (random) => {
      const from = decimal(random, 3);
      return [[from, short(from + 1.5)], vector(random, 2)];
    }),
    trap('far-from-0', 'x far from 0', (random) => points(random, 7, -40)),
    trap('equal', 'all x equal: slope 0', (random) => [
      new Array<number>(4).fill(whole(random, 2, 9)),
      vector(random, 4),
    ]),
    trap('one', 'a single point', (random) => [[whole(random, 2, 9)], vector(random, 1)]),
    trap('flat', 'all y equal', (random) => [points(random, 5)[0], new Array<number>(5).fill(decimal(random, 5))]),
    stable('dates', 'x near a hundred million', (random) => {
      const [x, y] = points(random, 8);
      return [x.map((value) => value + 1e8), y];
    }),
  ],
  // All pairs of points, each weighed by how far apart they lie; then the mean of what is left.
  truth: (x: number[], y: number[]) => {
    let [rise, run] = [0, 0];
    for (const [i, a] of x.entries())
      for (let j = 0; j < i; j++) {
        rise += (a - x[j]!) * (y[i]! - y[j]!);
        run += (a - x[j]!) ** 2;
      }
    const slope = run > 0 ? rise / run : 0;
    return [y.reduce((sum, value, i) => sum + (value - slope * x[i]!) / y.length, 0), slope];
  },
  sizes: (x: number[]) => ({ m: x.length }),
  facts: [
    {
      id: 'through-the-means',
      title: 'The right line passes through the point of the two means. Yours does not.',
      holds: ([x, y], answer) => {
        const [bias, slope] = answer as [number, number];
        if (!Array.isArray(answer) || answer.length !== 2) return true;
        const mean = (values: number[]): number => values.reduce((sum, value) => sum + value / values.length, 0);
        const there = bias + slope * mean(x as number[]);
        return Math.abs(there - mean(y as number[])) < 1e-6 * Math.max(1, Math.abs(bias));
      },
    },
  ],
});
