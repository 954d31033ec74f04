import { matrix, short } from '../cases/draw.ts';
import { farApart, thousands } from '../cases/extremes.ts';
import { defineExercise, known, stable, trap } from '../grader/define.ts';

type Rows = number[][];

const ADDS_UP = 1e-6;

export default defineExercise({
  kind: 'function',
  name: 'softmax',
  args: ['logits'],
  answer: 'shares',
  keepsArguments: true,
  cases: [
    known('equal', 'three equal scores', [[[0, 0, 0]]]),
    known('by-hand', 'scores 0, ln 2, ln 3', [[[0, Math.log(2), Math.log(3)]]]),
    known('random', 'three rows, four classes, random', (random) => [matrix(random, 3, 4)]),
    trap('square', 'four rows, four classes, random', (random) => [matrix(random, 4, 4)]),
    trap('one-row', 'a single row', (random) => [matrix(random, 1, 5)]),
    trap('one-class', 'a single class: its share is everything', (random) => [matrix(random, 3, 1)]),
    trap('tall', 'five rows, three classes, random', (random) => [matrix(random, 5, 3)]),
    trap('moved', 'the same five rows, each moved by a constant: no share may change', (random, others) => {
      const [tall] = others('tall') as [Rows];
      const moved = tall.map((row) => [row, random.integer(41) - 20] as const);
      return [moved.map(([row, by]) => row.map((logit) => short(logit + by)))];
    }),
    stable('thousands', 'logits of a thousand, up and down', [thousands()]),
    stable('far-apart', 'one row at 1000, one at −1000', [farApart()]),
    stable('far-and-random', 'rows near 1000 and near −1000, random', (random) => [
      matrix(random, 3, 4).map((row, i) => row.map((logit) => short(logit + [1000, -1000, 800][i]!))),
    ]),
  ],
  // Each share from differences of logits alone: one over the sum of what the others weigh beside it.
  truth: (logits: Rows) =>
    logits.map((row) =>
      row.map((own) => {
        let beside = 0;
        for (const other of row) beside += Math.exp(other - own);
        return 1 / beside;
      }),
    ),
  sizes: (logits: Rows) => ({ m: logits.length, K: logits[0]!.length }),
  facts: [
    {
      id: 'rows-add-up-to-one',
      title: 'The shares of a row add up to 1, and none is negative. In a row of yours they do not.',
      holds: (_, answer) =>
        (answer as Rows).every(
          (row) =>
            row.every((share) => share >= 0) && Math.abs(row.reduce((sum, share) => sum + share, 0) - 1) < ADDS_UP,
        ),
    },
  ],
});
