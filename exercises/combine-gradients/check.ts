import type { Generator } from '#framework';
import { vector, whole } from '../cases/draw.ts';
import { cost, defineExercise, known, trap } from '../grader/define.ts';

const rows = (random: Generator, shards: number, n = 4): number[][] =>
  Array.from({ length: shards }, () => vector(random, n));

export default defineExercise({
  kind: 'function',
  name: 'combine',
  args: ['gradients', 'counts'],
  answer: 'gradient',
  keepsArguments: true,
  cases: [
    // (3 · 1 + 1 · 5) / 4 = 2
    known('by-hand', 'three examples against one', [
      [
        [1, 0],
        [5, -4],
      ],
      [3, 1],
    ]),
    known('random', 'three shards, random', (random) => [
      rows(random, 3),
      [whole(random, 9, 12), whole(random, 5, 8), whole(random, 2, 4)],
    ]),
    trap('ragged', '10, 10, 10, 2', (random) => [rows(random, 4), [10, 10, 10, 2]]),
    trap('nobody', 'a shard without examples, whose gradient is NaN', (random) => [
      [vector(random, 3), [Number.NaN, Number.NaN, Number.NaN], vector(random, 3)],
      [whole(random, 6, 9), 0, whole(random, 2, 5)],
    ]),
    trap('alone', 'one shard', (random) => [rows(random, 1), [whole(random, 2, 9)]]),
    trap('even', 'four shards of eight', (random) => [rows(random, 4), [8, 8, 8, 8]]),
    cost('large', 'eight shards of 900 numbers', (random) => [
      rows(random, 8, 900),
      Array.from({ length: 8 }, () => whole(random, 1, 40)),
    ]),
  ],
  truth: (gradients: number[][], counts: number[]) => {
    // Example by example, as if each had said its shard's mean.
    const sums = Array<number>(gradients[0]!.length).fill(0);
    let examples = 0;
    for (const [k, gradient] of gradients.entries())
      for (let example = 0; example < counts[k]!; example++, examples++)
        for (const [i, value] of gradient.entries()) sums[i]! += value;
    return sums.map((sum) => sum / examples);
  },
  sizes: (gradients: number[][], counts: number[]) => ({
    W: gradients.length,
    m: counts.reduce((sum, count) => sum + count, 0),
  }),
});
