import { Generator } from '#framework';
import { centralDifferences } from '../cases/differences.ts';
import { between, decimal, matrix, vector } from '../cases/draw.ts';
import { defineExercise, known, stable, trap } from '../grader/define.ts';

const problem = (random: Generator, m: number, D: number) => [
  vector(random, D + 1),
  matrix(random, m, D),
  vector(random, m),
  between(random, 0.01, 0.2),
];

/** Drawn once, because so many are asked for in every grading; what is new each time stands in the other cases. */
const LONG = problem(new Generator(10_000), 10_000, 1);

function loss(theta: readonly number[], x: number[][], y: number[]): number {
  let total = 0;
  for (const [i, row] of x.entries()) {
    let prediction = theta[0]!;
    for (const [d, value] of row.entries()) prediction += theta[d + 1]! * value;
    total += (prediction - y[i]!) ** 2;
  }
  return total / x.length;
}

/** Below 2/λ a step never climbs; the sum of all curvatures is no smaller than the largest, λ. */
function isBelowTheEdge(x: number[][], eta: number): boolean {
  const curvatures = x.map((row) => row.reduce((sum, value) => sum + value * value, 1));
  return eta > 0 && eta * (2 / x.length) * curvatures.reduce((a, b) => a + b, 0) < 2;
}

export default defineExercise({
  kind: 'function',
  name: 'gradientStep',
  args: ['theta', 'x', 'y', 'eta'],
  answer: 'theta',
  keepsArguments: true,
  cases: [
    // predictions 3 and 7, residuals 1 and −1: slopes 0 and −2
    known('by-hand', 'two points you can work out by hand', [[1, 2], [[1], [3]], [2, 8], 0.1]),
    known('three-points', 'three points, two inputs', [
      [0.5, -1, 2],
      [
        [1, 0],
        [2, 1],
        [-1, 3],
      ],
      [1, 0, 4],
      0.05,
    ]),
    known('random', 'five points, three inputs, random', (random) => problem(random, 5, 3)),
    trap('one-row', 'a single example', (random) => problem(random, 1, 3)),
    trap('few-rows', 'two examples, four inputs', (random) => problem(random, 2, 4)),
    trap('many-rows', 'nine examples, one input', (random) => problem(random, 9, 1)),
    trap('no-inputs', 'no inputs at all: only the bias is left', (random) => problem(random, 4, 0)),
    trap('rate-zero', 'a learning rate of 0', (random) => [...problem(random, 4, 2).slice(0, 3), 0]),
    trap('twice', 'the nine examples twice over: the step must not change', (_, others) => {
      const [theta, x, y, eta] = others('many-rows') as [number[], number[][], number[], number];
      return [theta, [...x, ...x], [...y, ...y], eta];
    }),
    stable('long', 'ten thousand examples', LONG),
    stable('far', 'targets near a million', (random) => {
      const [theta, x] = problem(random, 6, 2) as [number[], number[][]];
      return [theta, x, x.map(() => decimal(random, 1e6)), 0.01];
    }),
  ],
  // The loss is a parabola in each parameter: central differences of any width are exact, up to rounding.
  truth: (theta: number[], x: number[][], y: number[], eta: number) => {
    const slopes = centralDifferences((at) => loss(at, x, y), theta, 1);
    return theta.map((value, p) => value - eta * slopes[p]!);
  },
  truthTolerance: { atol: 1e-6, rtol: 1e-6 },
  facts: [
    {
      id: 'goes-down',
      title: 'At an η this small the right step never makes the loss larger. Yours does.',
      holds: (args, answer) => {
        const [theta, x, y, eta] = args as [number[], number[][], number[], number];
        if (!Array.isArray(answer) || answer.length !== theta.length) return true;
        return !isBelowTheEdge(x, eta) || loss(answer as number[], x, y) <= loss(theta, x, y) * (1 + 1e-9);
      },
    },
  ],
  sizes: (_theta: number[], x: number[][]) => ({ m: x.length, D: x[0]!.length }),
});
