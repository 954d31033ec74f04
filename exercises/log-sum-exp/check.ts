import { matrix, short } from '../cases/draw.ts';
import { thousands } from '../cases/extremes.ts';
import { defineExercise, known, stable, trap } from '../grader/define.ts';

type Rows = number[][];

/** ln(e^a + e^b), from the larger of the two and how far the other lies below it. */
const joined = (a: number, b: number): number => Math.max(a, b) + Math.log1p(Math.exp(-Math.abs(a - b)));

export default defineExercise({
  kind: 'function',
  name: 'logSumExp',
  args: ['x'],
  keepsArguments: true,
  cases: [
    known('by-hand', 'rows 0, 0, 0 and 0, ln 2, ln 3', [[[0, 0, 0], [0, Math.log(2), Math.log(3)]]]), // biome-ignore format: one line reads better
    known('random', 'three rows of four, random', (random) => [matrix(random, 3, 4)]),
    trap('square', 'four rows of four, random', (random) => [matrix(random, 4, 4)]),
    trap('one-row', 'a single row', (random) => [matrix(random, 1, 5)]),
    trap('one-each', 'rows of a single number: it comes back as it is', (random) => [matrix(random, 3, 1)]),
    trap('tall', 'five rows of three, random', (random) => [matrix(random, 5, 3)]),
    trap('moved', 'the same five rows, each moved by a constant: the answers move with them', (random, others) => {
      const [tall] = others('tall') as [Rows];
      const moved = tall.map((row) => [row, random.integer(41) - 20] as const);
      return [moved.map(([row, by]) => row.map((value) => short(value + by)))];
    }),
    stable('pairs', 'two at 1000, two at −1000', [[[1000, 1000], [-1000, -1000]]]), // biome-ignore format: one line reads better
    stable('thousands', 'numbers of a thousand, up and down', [thousands()]),
    stable('far-and-random', 'rows near 1000 and near −1000, random', (random) => [
      matrix(random, 3, 4).map((row, i) => row.map((value) => short(value + [1000, -1000, 800][i]!))),
    ]),
  ],
  // Two at a time.
  truth: (x: Rows) => x.map((row) => row.reduce(joined)),
  sizes: (x: Rows) => ({ m: x.length, K: x[0]!.length }),
  facts: [
    {
      id: 'between',
      title: 'The answer of a row lies between its largest number and ln K above it. One of yours does not.',
      holds: ([x], answer) =>
        (x as Rows).every((row, i) => {
          const above = (answer as number[])[i]! - Math.max(...row);
          return above >= -1e-6 && above <= Math.log(row.length) + 1e-6;
        }),
    },
  ],
});
