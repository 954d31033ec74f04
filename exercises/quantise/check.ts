import type { Generator } from '#framework';
import { matrix, vector, whole } from '../cases/draw.ts';
import { defineExercise, known, trap } from '../grader/define.ts';

/** Of every whole number that fits, the one that comes nearest: no rounding, no division. */
function nearest(w: number[][], bits: number) {
  const most = 2 ** (bits - 1) - 1;
  const scale = w.map((row) => {
    const largest = Math.sqrt(row.reduce((most, value) => Math.max(most, value * value), 0));
    return largest > 0 ? largest / most : 1;
  });
  const all = Array.from({ length: 2 * most + 1 }, (_, k) => k - most);
  const q = w.map((row, r) =>
    row.map((value) =>
      all.reduce((best, k) => (Math.abs(value - k * scale[r]!) < Math.abs(value - best * scale[r]!) ? k : best)),
    ),
  );
  return { q, scale };
}

/** Short decimals meet halfway between two whole numbers now and then, where either is right: these do not. */
const uneven = (row: readonly number[]): number[] => row.map((value, i) => value * (1 + Math.SQRT2 * 1e-3 * (i + 1)));

/** Rows of unlike size. */
const rows = (random: Generator, count: number, length: number): number[][] =>
  matrix(random, count, length).map((row, r) => uneven(row).map((value) => value * 0.3 ** r));

export default defineExercise({
  kind: 'function',
  name: 'quantise',
  args: ['w', 'bits'],
  answer: 'stored',
  keepsArguments: true,
  cases: [
    known('by-hand', 'three bits, one row', [[[0.4, -1, 0.2]], 3]),
    known('random', 'three rows, four bits, random', (random) => [rows(random, 3, 5), 4]),
    known('eight', 'eight bits, random', (random) => [rows(random, 2, 6), 8]),
    trap('zero-row', 'a row of zeros between others', (random) => {
      const [first, last] = rows(random, 2, 4);
      return [[first!, [0, 0, 0, 0], last!], 4];
    }),
    trap('loud-row', 'one row a hundred times larger', (random) => {
      const [quiet, loud] = rows(random, 2, 5);
      return [[quiet!, loud!.map((value) => value * 300)], 4];
    }),
    trap('no-positives', 'a row without positive weights', (random) => [
      [uneven(vector(random, 5)).map((value) => -Math.abs(value) - 0.001), uneven(vector(random, 5))],
      5,
    ]),
    trap('two-bits', 'two bits: −1, 0 and 1 are left', (random) => [rows(random, 3, 6), 2]),
    trap('some-bits', 'some number of bits', (random) => [rows(random, 2, 7), whole(random, 3, 7)]),
  ],
  truth: nearest,
  facts: [
    {
      id: 'half-a-step',
      title: 'no weight is further than half a step from what is stored',
      holds: ([w], answer) => {
        const { q, scale } = answer as unknown as { q: number[][]; scale: number[] };
        return (w as unknown as number[][]).every((row, r) =>
          row.every((value, i) => Math.abs(value - q[r]![i]! * scale[r]!) <= scale[r]! / 2 + 1e-9),
        );
      },
    },
    {
      id: 'whole',
      title: 'q holds whole numbers that fit into the bits, as many below 0 as above',
      holds: ([, bits], answer) => {
        const most = 2 ** ((bits as number) - 1) - 1;
        return (answer as unknown as { q: number[][] }).q
          .flat()
          .every((k) => Number.isInteger(k) && Math.abs(k) <= most);
      },
    },
  ],
});
