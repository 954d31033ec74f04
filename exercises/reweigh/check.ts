import type { Generator } from '#framework';
import { labels } from '../cases/draw.ts';
import { cost, defineExercise, known, trap } from '../grader/define.ts';

const named = (random: Generator, n: number, names: readonly string[]): string[] =>
  Array.from({ length: n }, () => names[random.integer(names.length)]!);

/** How many of each key. */
function counts(keys: readonly string[]): Map<string, number> {
  const found = new Map<string, number>();
  for (const key of keys) found.set(key, (found.get(key) ?? 0) + 1);
  return found;
}

export default defineExercise({
  kind: 'function',
  name: 'reweigh',
  args: ['group', 'y'],
  answer: 'weights',
  keepsArguments: true,
  cases: [
    // P(A) = 1/2, P(1) = 1/2, P(A, 1) = 3/8: 2/3 for the common, 2 for the rare
    known('by-hand', 'three of four A repaid, one of four B', [
      ['A', 'A', 'A', 'A', 'B', 'B', 'B', 'B'],
      [1, 1, 1, 0, 0, 0, 0, 1],
    ]),
    known('random', 'twelve people, random', (random) => [
      [...named(random, 8, ['A', 'B']), 'A', 'A', 'B', 'A'],
      [...labels(random, 8, 2), 0, 1, 1, 1],
    ]),
    trap('independent', 'nothing to mend: all weights are 1', [
      ['A', 'A', 'B', 'B', 'B', 'B'],
      [1, 0, 1, 0, 1, 0],
    ]),
    trap('three-groups', 'three groups of different sizes', (random) => [
      [...named(random, 9, ['A', 'B', 'C']), 'A', 'A', 'B', 'C', 'C', 'A', 'A'],
      [...labels(random, 9, 2), 1, 1, 0, 0, 1, 0, 1],
    ]),
    trap('empty-cell', 'a group in which nobody repaid', (random) => [
      ['B', 'B', 'B', ...named(random, 5, ['A']), 'A', 'A'],
      [0, 0, 0, ...labels(random, 5, 2), 1, 0],
    ]),
    trap('one-outcome', 'everybody repaid', (random) => [named(random, 7, ['A', 'B']), Array<number>(7).fill(1)]),
    trap('alone', 'a group of one', (random) => [
      ['C', ...named(random, 8, ['A', 'B']), 'A'],
      [1, ...labels(random, 8, 2), 0],
    ]),
    cost('many', '300 people', (random) => [named(random, 300, ['A', 'B', 'B', 'C']), labels(random, 300, 2)]),
  ],
  truth: (group: string[], y: number[]) => {
    const [byGroup, byOutcome] = [counts(group), counts(y.map(String))];
    const byCell = counts(group.map((own, i) => `${own} ${y[i]}`));
    return group.map(
      (own, i) => (byGroup.get(own)! * byOutcome.get(String(y[i]))!) / (byCell.get(`${own} ${y[i]}`)! * group.length),
    );
  },
  sizes: (group: string[]) => ({ m: group.length }),
  facts: [
    {
      id: 'base-rates',
      title: 'By your weights the groups still repay at different rates. That is what they are to mend.',
      holds: ([group, y], answer) => {
        const [groups, outcomes, weights] = [group as string[], y as number[], answer as number[]];
        if (!Array.isArray(answer)) return true;
        const rates = [...new Set(groups)].map((name) => {
          const rows = groups.flatMap((own, i) => (own === name ? [i] : []));
          const sum = (of: (i: number) => number): number => rows.reduce((total, i) => total + of(i), 0);
          const whole = sum((i) => weights[i]!);
          return new Set(rows.map((i) => outcomes[i])).size < 2 ? null : sum((i) => weights[i]! * outcomes[i]!) / whole;
        });
        const known = rates.filter((rate) => rate !== null);
        return known.every((rate) => Math.abs(rate - known[0]!) < 1e-6);
      },
    },
  ],
});
