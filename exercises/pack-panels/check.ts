import type { Generator } from '#framework';
import { scrambled } from '../cases/draw.ts';
import { defineExercise, known, trap } from '../grader/define.ts';

/** Distinct numbers above 0, so that each place can be told from every other, and from what was filled up. */
const drawn = (k: number, n: number, width: number) => (random: Generator) => [
  scrambled(random, k * n).map((value) => value + 1),
  k,
  n,
  width,
];

export default defineExercise({
  kind: 'function',
  name: 'packPanels',
  args: ['b', 'k', 'n', 'width'],
  answer: 'panels',
  keepsArguments: true,
  cases: [
    known('two-panels', 'two rows of four, panels of two', [[1, 2, 3, 4, 5, 6, 7, 8], 2, 4, 2]),
    known('random', '3 × 6 in panels of three', drawn(3, 6, 3)),
    trap('ragged', '3 × 5 in panels of two', drawn(3, 5, 2)),
    trap('narrow', '2 × 3 in a panel of four', drawn(2, 3, 4)),
    trap('one-row', 'a single row of seven, panels of three', drawn(1, 7, 3)),
    trap('single', 'panels of a single column', drawn(3, 4, 1)),
    trap('eight', '4 × 19 in panels of eight', drawn(4, 19, 8)),
  ],
  // From the other side: for each place of the answer, whose number belongs there.
  truth: (b: number[], k: number, n: number, width: number) =>
    Array.from({ length: Math.ceil(n / width) * k * width }, (_, place) => {
      const column = Math.floor(place / (k * width)) * width + (place % width);
      const row = Math.floor(place / width) % k;
      return column < n ? b[row * n + column]! : 0;
    }),
});
