import type { Generator } from '#framework';
import { whole } from '../cases/draw.ts';
import { defineExercise, known, trap } from '../grader/define.ts';

const lengthsUpTo = (random: Generator, N: number, T: number): number[] =>
  Array.from({ length: N }, () => whole(random, 1, T));

/** How many keys each query sees: they are the first ones. */
const byCounting = (lengths: number[], T: number): boolean[][][] =>
  lengths.map((length) =>
    Array.from({ length: T }, (_, i) => {
      const seen = Math.min(i + 1, length);
      return [...new Array<boolean>(seen).fill(true), ...new Array<boolean>(T - seen).fill(false)];
    }),
  );

export default defineExercise({
  kind: 'function',
  name: 'attentionMask',
  args: ['lengths', 'T'],
  answer: 'mask',
  keepsArguments: true,
  cases: [
    known('four-and-two', 'four places, and two of four', [[4, 2], 4]),
    known('random', 'three sequences, random lengths', (random) => [lengthsUpTo(random, 3, 5), 5]),
    trap('full', 'no padding at all', (random) => {
      const T = whole(random, 3, 6);
      return [[T], T];
    }),
    trap('one-token', 'a sequence of one token', (random) => [[1, whole(random, 2, 4)], 4]),
    trap('one-place', 'a single place', [[1], 1]),
    trap('shorter-than-batch', 'padding everywhere', (random) => [lengthsUpTo(random, 3, 3), 6]),
  ],
  truth: byCounting,
  sizes: (_lengths: number[], T: number) => ({ T }),
});
