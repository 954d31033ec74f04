import type { Generator } from '#framework';
import { labels, matrix, short, whole } from '../cases/draw.ts';
import { farApart, thousands } from '../cases/extremes.ts';
import { defineExercise, known, stable, trap } from '../grader/define.ts';

type Rows = number[][];

/** ln(e^a + e^b). */
const joined = (a: number, b: number): number => Math.max(a, b) + Math.log1p(Math.exp(-Math.abs(a - b)));

/** [m, K] chances, no two of a row alike, none of them 0; each row adds up to 1 but for rounding. */
const chances = (random: Generator, m: number, K: number): Rows =>
  Array.from({ length: m }, () => {
    const parts = Array.from({ length: K }, (_, k) => 10 * k + whole(random, 1, 9));
    const total = parts.reduce((sum, part) => sum + part, 0);
    const from = random.integer(K);
    return parts.map((_, k) => parts[(k + from) % K]! / total);
  });

/** [m, K] rows with one 1, at these classes. */
const oneHot = (classes: readonly number[], K: number): Rows =>
  classes.map((right) => Array.from({ length: K }, (_, k) => Number(k === right)));

export default defineExercise({
  kind: 'function',
  name: 'crossEntropy',
  args: ['logits', 'targets'],
  answer: 'loss',
  keepsArguments: true,
  cases: [
    known('at-chance', 'four equal scores: ln 4, whatever is right', [[[0, 0, 0, 0], [7, 7, 7, 7]], [1, 3]]), // biome-ignore format: one line reads better
    // shares 1/6 2/6 3/6
    known('by-hand', 'scores 0, ln 2, ln 3', [[[0, Math.log(2), Math.log(3)], [0, Math.log(2), Math.log(3)]], [2, 0]]), // biome-ignore format: one line reads better
    known('soft', 'half the first class, half the second', [[[1, 0, -1]], [[0.5, 0.5, 0]]]),
    known('random', 'four rows, three classes, random', (random) => [matrix(random, 4, 3), [2, 0, 1, 1]]),
    trap('square', 'four rows, four classes, random', (random) => [matrix(random, 4, 4), [3, 0, 1, 2]]),
    trap('wide', 'two rows, seven classes, random', (random) => [matrix(random, 2, 7), labels(random, 2, 7)]),
    trap('one-row', 'a batch of one', (random) => [matrix(random, 1, 4), labels(random, 1, 4)]),
    trap('chances', 'three rows of chances, random', (random) => [matrix(random, 3, 4), chances(random, 3, 4)]),
    trap('one-hot', 'rows of chances that are all 0 but for a 1', (random) => [
      matrix(random, 4, 3),
      oneHot([2, 1, 0, 2], 3),
    ]),
    stable('thousands', 'logits of a thousand, up and down', [thousands(), [1, 2, 0, 0]]),
    stable('far-apart', 'one row at 1000, one at −1000', [farApart(), [4, 1]]),
    stable('far-and-random', 'rows hundreds wide, random', (random) => {
      const rows = matrix(random, 3, 4);
      return [rows.map((row, i) => row.map((logit, k) => short(logit + (k === i ? -900 : 100 * i)))), [0, 1, 2]];
    }),
    stable('far-and-soft', 'rows hundreds wide, with chances', (random) => {
      const rows = matrix(random, 2, 3);
      return [rows.map((row) => row.map((logit, k) => short(logit + (k === 1 ? -1000 : 0)))), chances(random, 2, 3)];
    }),
  ],
  // Of each class the price from differences of logits, two at a time; a running mean over the rows.
  truth: (logits: Rows, targets: number[] | Rows) => {
    let mean = 0;
    for (const [i, row] of logits.entries()) {
      const prices = row.map((own) => row.map((other) => other - own).reduce(joined));
      const target = targets[i]!;
      let price = 0;
      for (const [k, each] of prices.entries())
        price += each * (typeof target === 'number' ? Number(k === target) : target[k]!);
      mean += (price - mean) / (i + 1);
    }
    return mean;
  },
  sizes: (logits: Rows) => ({ m: logits.length, K: logits[0]!.length }),
  facts: [
    {
      id: 'never-negative',
      title: 'A loss of 0 means: certain, and right. It is never negative; yours is.',
      holds: (_, answer) => !((answer as number) < -1e-9),
    },
  ],
});
