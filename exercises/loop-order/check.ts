import type { Generator } from '#framework';
import { whole } from '../cases/draw.ts';
import { defineExercise, known, trap } from '../grader/define.ts';

const orders = ['ijp', 'ipj', 'jip', 'jpi', 'pij', 'pji'] as const;
type Order = (typeof orders)[number];

const drawn = (some: readonly Order[]) => (random: Generator) => {
  const perLine = whole(random, 3, 5);
  return [some[random.integer(some.length)]!, perLine * whole(random, 2, 3), perLine];
};

/** The loops themselves, run: after every step of the innermost one it is noted whether an array moved, and to which line. */
function counted(order: Order, n: number, perLine: number): number {
  let changes = 0;
  const at = { i: 0, j: 0, p: 0 };
  const [outer, middle, inner] = [...order] as ['i', 'j', 'p'];
  const places = () => [at.i * n + at.p, at.p * n + at.j, at.i * n + at.j];
  for (at[outer] = 0; at[outer] < n; at[outer]++) {
    for (at[middle] = 0; at[middle] < n; at[middle]++) {
      const visited = [new Set<number>(), new Set<number>(), new Set<number>()];
      const lines = [new Set<number>(), new Set<number>(), new Set<number>()];
      for (at[inner] = 0; at[inner] < n; at[inner]++) {
        for (const [array, place] of places().entries()) {
          visited[array]!.add(place);
          lines[array]!.add(Math.floor(place / perLine));
        }
      }
      for (const [array, { size }] of visited.entries()) if (size > 1) changes += lines[array]!.size;
    }
  }
  return changes;
}

export default defineExercise({
  kind: 'function',
  name: 'lineChanges',
  args: ['order', 'n', 'perLine'],
  answer: 'changes',
  cases: [
    known('ijp', 'the formula word for word, 16 numbers a line', ['ijp', 16, 16]),
    known('ipj', 'rows that stream', ['ipj', 16, 16]),
    known('jpi', 'everything down columns', ['jpi', 8, 4]),
    known('random', 'an order of the first three, a random size', drawn(['ijp', 'ipj', 'jpi'])),
    trap('jip', 'j outside, p inside', ['jip', 12, 4]),
    trap('pij', 'p outside, j inside', ['pij', 12, 4]),
    trap('pji', 'p outside, i inside', ['pji', 12, 4]),
    trap('any', 'any order, a random size', drawn(orders)),
  ],
  truth: counted,
});
