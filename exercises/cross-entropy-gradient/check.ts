import { centralDifferences, differenceTolerance } from '../cases/differences.ts';
import { labels, matrix, short } from '../cases/draw.ts';
import { farApart, thousands } from '../cases/extremes.ts';
import { defineExercise, known, stable, trap } from '../grader/define.ts';

type Rows = readonly (readonly number[])[];

/** The loss whose gradient is asked for: mean over rows of log(sum(exp(row))) - row[label], shifted by the row's maximum. */
export function meanCrossEntropy(logits: Rows, classes: readonly number[]): number {
  let total = 0;
  for (const [i, row] of logits.entries()) {
    const top = row.reduce((a, b) => Math.max(a, b));
    let sum = 0;
    for (const logit of row) sum += Math.exp(logit - top);
    total += top + Math.log(sum) - row[classes[i]!]!;
  }
  return total / logits.length;
}

export default defineExercise({
  kind: 'function',
  name: 'crossEntropyGradient',
  args: ['logits', 'labels'],
  answer: 'gradient',
  cases: [
    // softmax is 1/3 1/3 1/3 and 1/6 2/6 3/6
    known('by-hand', 'two rows you can work out by hand', [[[0, 0, 0], [0, Math.log(2), Math.log(3)]], [2, 0]]), // biome-ignore format: one line reads better
    known('three-by-four', 'three rows, four classes', [[[2, 1, 0, -1], [0.5, 0.5, -1, 3], [-2, 0, 1, 1]], [0, 3, 1]]), // biome-ignore format: one line reads better
    known('four-by-three', 'four rows, three classes, random', (random) => [matrix(random, 4, 3), [2, 0, 1, 1]]),
    trap('tall', 'five rows, three classes, random', (random) => [matrix(random, 5, 3), [1, 2, 1, 0, 1]]),
    trap(
      'shifted',
      'the same five rows, each moved up or down by a constant: the gradient must not change',
      (random, others) => {
        const [tall, classes] = others('tall') as [number[][], number[]];
        const moved = tall.map((row) => [row, random.integer(41) - 20] as const);
        return [moved.map(([row, by]) => row.map((logit) => short(logit + by))), classes];
      },
    ),
    trap('wide', 'two rows, seven classes, random', (random) => [matrix(random, 2, 7), labels(random, 2, 7)]),
    trap('one-row', 'a batch of one', (random) => [matrix(random, 1, 4), labels(random, 1, 4)]),
    trap('square', 'four rows, four classes, random', (random) => [matrix(random, 4, 4), [3, 0, 0, 2]]),
    trap('one-class-only', 'six rows that all have the same label', (random) => [
      matrix(random, 6, 2),
      [1, 1, 1, 1, 1, 1],
    ]),
    stable('thousands', 'logits of a thousand, up and down', [thousands(), [1, 2, 0, 0]]),
    stable('far-apart', 'one row at 1000, one at −1000', [farApart(), [4, 0]]),
    stable('far-and-random', 'rows near 1000 and near −1000, random', (random) => {
      const rows = matrix(random, 3, 4);
      return [rows.map((row, i) => row.map((logit) => short(logit + [1000, -1000, 800][i]!))), labels(random, 3, 4)];
    }),
  ],
  truth: (logits: number[][], classes: number[]) => centralDifferences((z) => meanCrossEntropy(z, classes), logits),
  truthTolerance: differenceTolerance,
  sizes: (logits: number[][]) => ({ m: logits.length, K: logits[0]!.length }),
  facts: [
    {
      id: 'rows-sum-to-zero',
      title:
        'Each row of the right gradient sums to 0, because adding a constant to a whole row changes no probability. A row of yours does not.',
      holds: (_, answer) =>
        (answer as number[][]).every((row) => Math.abs(row.reduce((total, value) => total + value, 0)) < 1e-6),
    },
  ],
});
