import type { Generator } from '#framework';
import { labels, short } from '../cases/draw.ts';
import { cost, defineExercise, known, trap } from '../grader/define.ts';

/** Chances in hundredths, so that one can meet the threshold. */
const chances = (random: Generator, n: number): number[] =>
  Array.from({ length: n }, () => short((1 + random.integer(98)) / 100));
const named = (random: Generator, n: number, names: readonly string[]): string[] =>
  Array.from({ length: n }, () => names[random.integer(names.length)]!);

interface Row {
  readonly chance: number;
  readonly repaid: number;
  readonly group: string;
}

/** A share among the rows that hold; null of none. */
function share(rows: readonly Row[], holds: (row: Row) => boolean): number | null {
  let count = 0;
  for (const row of rows) if (holds(row)) count++;
  return rows.length > 0 ? count / rows.length : null;
}

export default defineExercise({
  kind: 'function',
  name: 'groupMetrics',
  args: ['p', 'y', 'group', 'threshold'],
  answer: 'metrics',
  keepsArguments: true,
  cases: [
    known('by-hand', 'four of A, four of B', [
      [0.9, 0.6, 0.4, 0.2, 0.8, 0.7, 0.55, 0.1],
      [1, 0, 1, 0, 1, 1, 0, 0],
      ['A', 'A', 'A', 'A', 'B', 'B', 'B', 'B'],
      0.5,
    ]),
    known('random', 'sixteen people, random', (random) => [
      [...chances(random, 14), 0.9, 0.2],
      [...labels(random, 10, 2), 0, 1, 0, 1, 1, 0],
      [...named(random, 10, ['A', 'B']), 'A', 'A', 'B', 'B', 'A', 'B'],
      0.4,
    ]),
    trap('on-the-threshold', 'chances that are exactly the threshold', (random) => [
      [0.5, 0.5, 0.5, ...chances(random, 5)],
      [1, 0, 1, 0, 1, 1, 0, 0],
      ['A', 'A', 'B', 'B', 'B', 'A', 'A', 'B'],
      0.5,
    ]),
    trap('nobody-repaid', 'a group in which nobody repaid', (random) => [
      [0.9, 0.3, ...chances(random, 6)],
      [0, 0, 1, 0, 1, 0, 1, 1],
      ['B', 'B', 'A', 'A', 'A', 'A', 'A', 'A'],
      0.5,
    ]),
    trap('everyone-repaid', 'a group in which everybody repaid', (random) => [
      [0.8, 0.2, ...chances(random, 5)],
      [1, 1, 0, 1, 0, 1, 0],
      ['A', 'A', 'B', 'B', 'B', 'B', 'B'],
      0.5,
    ]),
    trap('alone', 'a group of one', (random) => [
      [0.7, ...chances(random, 6)],
      [1, 0, 1, 0, 1, 0, 1],
      ['C', 'A', 'A', 'B', 'B', 'A', 'B'],
      0.6,
    ]),
    trap('unlike', 'groups of which one repays far more often', (random) => [
      chances(random, 12),
      [1, 1, 1, 1, 1, 0, 1, 0, 0, 0, 0, 0],
      ['A', 'A', 'A', 'A', 'A', 'A', 'B', 'B', 'B', 'B', 'B', 'B'],
      0.3,
    ]),
    cost('many', '2,000 people of three groups', (random) => [
      chances(random, 2000),
      labels(random, 2000, 2),
      named(random, 2000, ['north', 'south', 'west']),
      0.5,
    ]),
  ],
  truth: (p: number[], y: number[], group: string[], threshold: number) => {
    const rows = p.map((chance, i) => ({ chance, repaid: y[i]!, group: group[i]! }));
    const isYes = ({ chance }: Row): boolean => !(chance < threshold);
    const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value / values.length, 0);
    return Object.fromEntries(
      [...new Set(group)].map((name) => {
        const own = rows.filter((row) => row.group === name);
        return [
          name,
          {
            n: own.length,
            selected: share(own, isYes),
            tpr: share(own.filter(({ repaid }) => repaid === 1), isYes), // biome-ignore format: the three rates under one another
            fpr: share(own.filter(({ repaid }) => repaid === 0), isYes), // biome-ignore format: the three rates under one another
            calibration: mean(own.map(({ chance }) => chance)) - mean(own.map(({ repaid }) => repaid)),
          },
        ];
      }),
    );
  },
  sizes: (p: number[]) => ({ m: p.length }),
});
