import type { Generator } from '#framework';
import { between, decimal, short, whole } from '../cases/draw.ts';
import { defineExercise, known, trap } from '../grader/define.ts';

const ring = (k: number): number[][] =>
  Array.from({ length: k }, (_, i) => [short(Math.cos((2 * Math.PI * i) / k)), short(Math.sin((2 * Math.PI * i) / k))]);
const around = (random: Generator, center: number[], std: number, count: number): number[][] =>
  Array.from({ length: count }, () => center.map((value) => decimal(random, value, std)));

/** A ring whose clouds get so many points each, turned by chance, and points beside all of them. */
function drawn(random: Generator, counts: readonly number[], strays: number) {
  const [centers, std, turn] = [ring(counts.length), 0.1, random.integer(counts.length)];
  const points = centers.flatMap((center, i) => around(random, center, std, counts[(i + turn) % counts.length]!));
  const lost = Array.from({ length: strays }, () => [decimal(random, 0, 0.15), decimal(random, 0, 0.15)]);
  return [[...points, ...lost], centers, std];
}

/** Cell by cell over centres, with squares instead of roots. */
function bySquares(points: number[][], centers: number[][], std: number) {
  const far = ([x = 0, y = 0]: number[], [a = 0, b = 0]: number[]): number => (x - a) ** 2 + (y - b) ** 2;
  const mine = centers.map((center) =>
    points.filter(
      (point) =>
        far(point, center) <= 9 * std ** 2 + 1e-12 && centers.every((other) => far(point, center) <= far(point, other)),
    ),
  );
  return {
    served: mine.map(({ length }) => length !== 0 && 5 * length * centers.length >= points.length),
    hits: mine.flat().length,
  };
}

export default defineExercise({
  kind: 'function',
  name: 'coverage',
  args: ['points', 'centers', 'std'],
  answer: 'coverage',
  keepsArguments: true,
  cases: [
    known('two-clouds', 'two clouds, one of them served', [
      [
        [0, 0],
        [0.1, 0],
        [0, 0.2],
        [4, 4],
      ],
      [
        [0, 0],
        [2, 0],
      ],
      0.1,
    ]),
    known('ring', 'a ring of eight, random', (random) => drawn(random, [15, 0, 1, 10, 12, 4, 1, 7], 3)),
    trap('nothing', 'no points', [[], ring(3), 0.1]),
    trap('border', 'a point exactly at the border', [
      [
        [0.75, 0],
        [3, 0.75],
      ],
      [
        [0, 0],
        [3, 0],
      ],
      0.25,
    ]),
    trap('overlap', 'centres within each other’s reach', (random) => [
      [...around(random, [0, 0], 0.1, 5), [0.21, between(random, 0, 0.1)], [0.23, 0]],
      [
        [0, 0],
        [0.5, 0],
      ],
      0.25,
    ]),
    trap('strays', 'many points that are nowhere', (random) => drawn(random, [12, 2, 0, 7], whole(random, 60, 80))),
    trap('far', 'a point 5 away from everything', (random) => [
      [...around(random, [0, 0], 0.1, 4), [5, 0]],
      [
        [0, 0],
        [0, 1],
      ],
      0.2,
    ]),
    trap('corner', 'a point in the corner of the square around a disc', (random) => [
      [...around(random, [0, 0], 0.05, 3), [2.25, 0.28], [1.74, -0.27]],
      [
        [0, 0],
        [2, 0],
      ],
      0.1,
    ]),
    trap('reach-grows', 'wide clouds', (random) => [
      [...around(random, [0, 0], 1, 6), ...around(random, [10, 0], 1.2, 5), [4.5, 0]],
      [
        [0, 0],
        [10, 0],
      ],
      1.6,
    ]),
  ],
  truth: bySquares,
  sizes: (points: number[][], centers: number[][]) => ({ n: points.length, k: centers.length }),
});
