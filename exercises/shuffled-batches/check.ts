import type { Generator } from '#framework';
import { defineExercise, known, trap } from '../grader/define.ts';

const uniforms = (random: Generator, n: number): number[] =>
  Array.from({ length: n }, () => Math.floor(random.uniform() * 1e6) / 1e6);

/**
 * Uniforms that make a shuffle of more than four visibly differ from every other way to shuffle: the first keeps the last example in
 * its place, the second moves one, the others are drawn.
 */
const telling = (random: Generator, n: number): number[] => [0.97, 0.05, ...uniforms(random, n - 2)];

/** By taking examples out of a hat: position by position from the end, the j-th of those that are left. */
function outOfAHat(m: number, batchSize: number, given: number[]): number[][] {
  const left = Array.from({ length: m }, (_, i) => i);
  const order: number[] = [];
  for (let count = m; count > 0; count--) {
    const j = count === 1 ? 0 : Math.floor(given[m - count]! * count);
    order.unshift(left[j]!);
    // The example that stood last takes the place that became free, as in the swap.
    left[j] = left[count - 1]!;
    left.length = count - 1;
  }
  return order.reduce<number[][]>((batches, example, i) => {
    if (i % batchSize === 0) batches.push([]);
    batches.at(-1)!.push(example);
    return batches;
  }, []);
}

export default defineExercise({
  kind: 'function',
  name: 'shuffledBatches',
  args: ['m', 'batchSize', 'uniforms'],
  answer: 'batches',
  keepsArguments: true,
  cases: [
    // i = 3: j = 1; i = 2: j = 2; i = 1: j = 0: 0 3 2 1 becomes 3 0 2 1
    known('by-hand', 'four examples in twos', [4, 2, [0.3, 0.7, 0.2]]),
    known('random', 'nine examples in threes, random', (random) => [9, 3, telling(random, 8)]),
    trap('ragged', 'eleven examples in fours: the last batch holds three', (random) => [11, 4, telling(random, 10)]),
    trap('one', 'a single example', [1, 3, []]),
    trap('two', 'two examples that stay in their places', [2, 1, [0.9]]),
    trap('two-turned', 'two examples that change places', [2, 2, [0.1]]),
    trap('one-by-one', 'batches of 1', (random) => [7, 1, telling(random, 6)]),
    trap('larger-batch', 'a batch size above the number of examples', (random) => [6, 50, telling(random, 5)]),
  ],
  truth: outOfAHat,
  facts: [
    {
      id: 'each-once',
      title: 'In the right batches every example stands exactly once. In yours one is missing, or stands twice.',
      holds: ([m], answer) => {
        const dealt = Array.isArray(answer) ? answer.flat() : [];
        return dealt.length === m && new Set(dealt).size === m;
      },
    },
  ],
  sizes: (m: number) => ({ m }),
});
