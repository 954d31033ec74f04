import type { Generator } from '#framework';
import { decimal, whole } from '../cases/draw.ts';
import { defineExercise, known, trap } from '../grader/define.ts';

const size = (random: Generator): number[] => [decimal(random), decimal(random), decimal(random)];

/** 1.5 is 3f c0 00 00 as a float, most significant byte first. */
export default defineExercise({
  kind: 'bytes',
  name: 'packSizes',
  args: ['n', 'scale', 'size', 'rows'],
  answer: 'bytes',
  keepsArguments: true,
  cases: [
    known('small', 'small numbers', [7, 1.5, [1, 2, 4], 3]),
    known('random', 'random numbers', (random) => [
      whole(random, 1, 1e6),
      decimal(random),
      size(random),
      whole(random, 1, 999),
    ]),
    trap('many', 'an n that no float holds exactly', (random) => [
      2 ** 31 + 2 * whole(random, 1, 1e6) + 1,
      0.25,
      size(random),
      77,
    ]),
    trap('fraction', 'a scale below one half', (random) => [64, 0.1, size(random), whole(random, 1, 64)]),
    trap('negative', 'negative sizes, and 0 rows', (random) => [whole(random, 1, 99), -2.75, [-1.5, -0.001, 1e30], 0]),
  ],
  // Two views of one memory in place of a DataView: on a little-endian machine, as all that run this are.
  truth: (n: number, scale: number, size: number[], rows: number) => {
    const [words, floats] = [new Uint32Array(8), new Float32Array(8)];
    floats.set([0, scale, 0, 0, ...size]);
    words.set(new Uint32Array(floats.buffer));
    words.set([n], 0);
    words.set([rows], 7);
    return words.buffer;
  },
});
