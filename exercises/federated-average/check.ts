import type { Generator } from '#framework';
import { vector, whole } from '../cases/draw.ts';
import { cost, defineExercise, known, trap } from '../grader/define.ts';

/** A model of three weights and a bias. */
const model = (random: Generator, n = 3): Record<string, number[]> => ({
  weight: vector(random, n),
  bias: vector(random, 1),
});

export default defineExercise({
  kind: 'function',
  name: 'federatedAverage',
  args: ['models', 'examples'],
  answer: 'shared',
  keepsArguments: true,
  cases: [
    // (3 · 1 + 1 · 5) / 4 = 2
    known('by-hand', 'three examples against one', [
      [{ weight: [1, 2], bias: [0] }, { weight: [5, -2], bias: [4] }],
      [3, 1],
    ]), // biome-ignore format: two models side by side
    known('random', 'three owners, random', (random) => [
      [model(random), model(random), model(random)],
      [whole(random, 100, 200), whole(random, 20, 40), whole(random, 1, 9)],
    ]),
    trap('alone', 'a single owner', (random) => [[model(random)], [7]]),
    trap('equal', 'owners of equal size', (random) => [
      [model(random), model(random)],
      [50, 50],
    ]),
    trap('nobody', 'an owner without examples, whose weights are NaN', (random) => [
      [model(random), { weight: [Number.NaN, Number.NaN, Number.NaN], bias: [Number.NaN] }, model(random)],
      [30, 0, 10],
    ]),
    trap('another-order', 'names in another order', (random) => [
      [
        { bias: vector(random, 2), weight: vector(random, 2) },
        { weight: vector(random, 2), bias: vector(random, 2) },
      ],
      [whole(random, 5, 9), whole(random, 20, 30)],
    ]),
    trap('five', 'five owners, 1,400 to 50', (random) => [
      Array.from({ length: 5 }, () => model(random, 5)),
      [1400, 300, 150, 100, 50],
    ]),
    cost('large', 'eight owners of 500 numbers', (random) => [
      Array.from({ length: 8 }, () => model(random, 500)),
      Array.from({ length: 8 }, () => whole(random, 1, 1000)),
    ]),
  ],
  truth: (models: Record<string, number[]>[], examples: number[]) => {
    const heard = models.flatMap((owner, k) => (examples[k]! > 0 ? [{ owner, n: examples[k]! }] : []));
    const total = heard.reduce((sum, { n }) => sum + n, 0);
    return Object.fromEntries(
      Object.keys(models[0]!).map((name) => {
        const sums = Array<number>(models[0]![name]!.length).fill(0);
        for (const { owner, n } of heard) for (const [i, value] of owner[name]!.entries()) sums[i]! += n * value;
        return [name, sums.map((sum) => sum / total)];
      }),
    );
  },
  sizes: (models: unknown[], examples: number[]) => ({
    owners: models.length,
    n: examples.reduce((sum, n) => sum + n, 0),
  }),
});
