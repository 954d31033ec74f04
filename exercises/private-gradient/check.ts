import type { Generator } from '#framework';
import { between, matrix, vector } from '../cases/draw.ts';
import { cost, defineExercise, known, trap } from '../grader/define.ts';

/** More draws than any answer needs. */
const draws = (random: Generator, n: number): number[] => vector(random, n, 1);

export default defineExercise({
  kind: 'function',
  name: 'privateGradient',
  args: ['perSample', 'C', 'sigma', 'draws'],
  answer: 'gradient',
  driven: true,
  keepsArguments: true,
  cases: [
    // lengths 5 and 1: (3, 4) becomes (0.6, 0.8)
    known('by-hand', 'two people, one of them too loud, no noise', [
      [
        [3, 4],
        [0, 1],
      ],
      1,
      0,
      [0.5, -0.5],
    ]),
    known('all-small', 'everybody is short enough: the plain mean', (random) => [
      matrix(random, 4, 3, 0.1),
      5,
      0,
      draws(random, 12),
    ]),
    known('random', 'five people, with noise', (random) => [matrix(random, 5, 3), 1, 0.5, draws(random, 20)]),
    trap('C-of-two', 'C = 2, three people, loud noise', (random) => [matrix(random, 3, 4), 2, 3, draws(random, 17)]),
    trap('zero', 'somebody has a gradient of 0', (random) => [
      [[0, 0, 0], ...matrix(random, 3, 3)],
      1.5,
      1,
      draws(random, 13),
    ]),
    trap('enormous', 'one person is a million long', (random) => [
      [...matrix(random, 3, 2, 0.3), [8e5, -6e5]],
      between(random, 0.5, 2),
      0.1,
      draws(random, 9),
    ]),
    trap('alone', 'a single person', (random) => [matrix(random, 1, 4), 0.7, 1, draws(random, 6)]),
    trap('long', 'many coordinates: the length counts, not each number', (random) => [
      matrix(random, 4, 12, 0.4),
      1,
      0.2,
      draws(random, 61),
    ]),
    cost('many', '400 people of 20 numbers', (random) => [matrix(random, 400, 20), 1, 1, draws(random, 41)]),
  ],
  truth: (perSample: number[][], C: number, sigma: number, noise: number[]) =>
    perSample[0]!.map((_, j) => {
      let total = sigma * C * noise[j % noise.length]!;
      for (const gradient of perSample) {
        const squared = gradient.reduce((all, value) => all + value ** 2, 0);
        total += squared > C ** 2 ? gradient[j]! * C * squared ** -0.5 : gradient[j]!;
      }
      return total / perSample.length;
    }),
  sizes: (perSample: number[][], C: number) => ({ m: perSample.length, C }),
});
