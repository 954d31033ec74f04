import type { Generator } from '#framework';
import { centralDifferences, differenceTolerance } from '../cases/differences.ts';
import { between, whole } from '../cases/draw.ts';
import { defineExercise, known, trap } from '../grader/define.ts';

/** Nine parameters, none near 0 and no two units alike: each a sign of its own times a size. */
const parameters = (random: Generator): number[] =>
  Array.from(
    { length: 9 },
    (_, i) => (whole(random, 0, 1) === 0 ? -1 : 1) * between(random, 0.3 + 0.1 * (i % 4), 1 + 0.1 * (i % 4)),
  );
const place = (random: Generator): number[] => [between(random, 0.3, 0.8), between(random, -1.6, -1)];

/** The loss of one example. */
function price(p: readonly number[], x: readonly number[], y: number): number {
  const share = (u: number): number => p[u + 3]! * Math.tanh(p[u]! * x[0]! + p[u + 1]! * x[1]! + p[u + 2]!);
  return (p[8]! + share(0) + share(4) - y) ** 2;
}

export default defineExercise({
  kind: 'function',
  name: 'xorGradient',
  args: ['p', 'x', 'y'],
  answer: 'gradient',
  keepsArguments: true,
  cases: [
    known('a-corner', 'the first corner, round numbers', [[1, 0.5, -0.5, 2, -1, 0.25, 0.5, -1, 0.5], [-1, -1], -1]),
    known('random', 'a place between the corners, random', (random) => [parameters(random), place(random), between(random, 1, 2)]),
    trap('other-corner', 'a corner with two signs', (random) => [parameters(random), [-1, 1], 3]),
    trap('on-an-axis', 'the second input is 0', (random) => [parameters(random), [between(random, 0.5, 1.5), 0], -2]),
    trap('in-the-middle', 'both inputs are 0: only c sees something', (random) => [parameters(random), [0, 0], 4]),
    trap('wide-open', 'units that are nearly full', (random) => [
      parameters(random).map((value, i) => (i % 4 === 0 ? 2 * value : value)),
      [1.5, -0.5],
      -3,
    ]),
    trap('one-silent', 'a unit that nobody listens to', (random) => [
      parameters(random).map((value, i) => (i === 3 ? 0 : value)),
      place(random),
      2,
    ]),
  ],
  truth: (p: number[], x: number[], y: number) => centralDifferences((at) => price(at, x, y), p, 1e-5),
  truthTolerance: differenceTolerance,
}); // biome-ignore format: cases in rows
