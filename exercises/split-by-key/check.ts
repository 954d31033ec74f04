import type { Generator } from '#framework';
import { labels, scrambled } from '../cases/draw.ts';
import { defineExercise, known, trap } from '../grader/define.ts';

const split = (random: Generator, rows: number, keys: number, share: number) => [
  labels(random, rows, keys),
  scrambled(random, rows),
  share,
];

export default defineExercise({
  kind: 'function',
  name: 'splitByKey',
  args: ['keys', 'order', 'share'],
  answer: 'rows',
  keepsArguments: true,
  cases: [
    known('pairs', 'three pairs, in the order of the file', [[7, 7, 8, 8, 9, 9], [0, 1, 2, 3, 4, 5], 0.5]),
    known('random', 'eight rows of four keys', (random) => split(random, 8, 4, 0.5)),
    trap('twins', 'twins far apart', [[1, 2, 3, 1, 2, 3, 4, 4], [3, 4, 0, 1, 2, 5, 6, 7], 0.25]),
    trap('one-key', 'a single key', [[5, 5, 5, 5], [2, 0, 3, 1], 0.5]),
    trap('large', 'a key larger than the share', [[1, 1, 1, 1, 1, 2, 3, 4], [4, 5, 6, 7, 0, 1, 2, 3], 0.25]),
    trap('exact', 'whole keys that reach the share exactly', [[1, 1, 2, 2, 3, 3, 4, 4], [7, 0, 2, 4, 1, 3, 5, 6], 0.5]),
    trap('uneven', 'keys of one row and of four', [[1, 2, 2, 2, 2, 3, 4, 5], [5, 1, 0, 6, 7, 2, 3, 4], 0.75]),
    trap('many', 'twenty rows of six keys', (random) => split(random, 20, 6, 0.75)),
  ],
  // Key by key: in the order of their first mention, until enough rows are together.
  truth: (keys: number[], order: number[], share: number) => {
    const met = [...new Set(order.map((row) => keys[row]!))];
    const sizes = met.map((key) => keys.filter((other) => other === key).length);
    let taken = 0;
    let rows = 0;
    while (taken < met.length && rows < share * keys.length) rows += sizes[taken++]!;
    const learned = new Set(met.slice(0, taken));
    const all = keys.map((_, row) => row);
    return [all.filter((row) => learned.has(keys[row]!)), all.filter((row) => !learned.has(keys[row]!))];
  },
});
