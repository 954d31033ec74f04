import type { Generator } from '#framework';
import { matrix } from '../cases/draw.ts';
import { defineExercise, known, trap } from '../grader/define.ts';

type Rows = number[][];

const parts = (random: Generator, heads: number, T: number, size: number): Rows[] =>
  Array.from({ length: heads }, () => matrix(random, T, size));

/** Number by number: feature j of place t belongs to head ⌊j / size⌋, where it is number j mod size. */
function byPlace(ask: string, x: Rows | Rows[], heads: number): Rows | Rows[] {
  if (ask === 'there and back') return x;
  if (ask === 'split') {
    const rows = x as Rows;
    const made: Rows[] = [];
    for (const [t, row] of rows.entries())
      for (const [j, value] of row.entries()) {
        const size = row.length / heads;
        const head = Math.floor(j / size);
        made[head] ??= [];
        made[head]![t] ??= [];
        made[head]![t]![j % size] = value;
      }
    return made;
  }
  const made: Rows = [];
  for (const [head, part] of (x as Rows[]).entries())
    for (const [t, row] of part.entries())
      for (const [j, value] of row.entries()) {
        made[t] ??= [];
        made[t]![head * row.length + j] = value;
      }
  return made;
}

export default defineExercise({
  kind: 'function',
  name: ['splitHeads', 'mergeHeads'],
  driven: true,
  args: ['ask', 'x', 'heads'],
  answer: 'parts',
  keepsArguments: true,
  cases: [
    known('split-by-hand', 'two places, four features, two heads', ['split', [[1, 2, 3, 4], [5, 6, 7, 8]], 2]), // biome-ignore format: one line reads better
    known('merge-by-hand', 'two heads, merged', ['merge', [[[1, 2], [5, 6]], [[3, 4], [7, 8]]], 2]), // biome-ignore format: one line reads better
    known('random', 'three places, eight features, two heads', (random) => ['split', matrix(random, 3, 8), 2]),
    trap('four-heads', 'four heads', (random) => ['split', matrix(random, 3, 8), 4]),
    trap('unlike-parts', 'merged: three heads that have nothing in common', (random) => [
      'merge',
      parts(random, 3, 4, 2),
      3,
    ]),
    trap('one-head', 'one head takes all', (random) => ['split', matrix(random, 3, 4), 1]),
    trap('one-place', 'a single place', (random) => ['merge', parts(random, 2, 1, 3), 2]),
    trap('there-and-back', 'split, then merged again', (random) => ['there and back', matrix(random, 4, 6), 2]),
  ],
  truth: byPlace as never,
  sizes: (_ask: string, _x: unknown, heads: number) => ({ heads }),
});
