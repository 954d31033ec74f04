import type { Generator } from '#framework';
import { vector, whole } from '../cases/draw.ts';
import { cost, defineExercise, known, trap } from '../grader/define.ts';
import type { Wanted } from '../grader/wgsl/drive.ts';

const GROUP = 64;
/** Words behind the end of both buffers. */
const BEHIND = 8;
/** No square plus 1 is negative. */
const SENTINEL = -1;

interface Buffers {
  readonly sizes: number[];
  readonly x: number[];
  readonly y: number[];
}

const of =
  (count: (random: Generator) => number, more: Partial<Wanted> = {}) =>
  (random: Generator) => {
    const n = count(random);
    const y = Array.from({ length: n + BEHIND }, () => SENTINEL);
    const wanted = { writes: { y: n }, ...more };
    return [[Math.ceil(n / GROUP), 1, 1], { sizes: [n], x: vector(random, n + BEHIND), y }, wanted];
  };

export default defineExercise({
  kind: 'wgsl',
  name: 'shader',
  args: ['workgroups', 'buffers', 'wanted'],
  answer: 'buffers',
  repeats: 1,
  cases: [
    known(
      'one-group',
      '64 numbers, one full group',
      of(() => 64),
    ),
    known(
      'two-groups',
      'two full groups',
      of(() => 128),
    ),
    trap(
      'one',
      'a single number',
      of(() => 1),
    ),
    trap(
      'one-less',
      '63 numbers',
      of(() => 63),
    ),
    trap(
      'one-more',
      '65 numbers',
      of(() => 65),
    ),
    trap(
      'hundred',
      '100 numbers',
      of(() => 100),
    ),
    trap(
      'thousand',
      '1000 numbers',
      of(() => 1000),
    ),
    trap(
      'any',
      'a random count',
      of((random) => GROUP * whole(random, 1, 3) + whole(random, 2, GROUP - 2)),
    ),
    cost(
      'shared',
      'the work of 256 numbers, shared by all threads',
      of(() => 256, { share: 4 }),
    ),
  ],
  tolerance: { atol: 1e-5, rtol: 1e-5 },
  truth: (_: number[], { sizes: [n = 0], x, y }: Buffers) => ({
    y: y.map((before, i) => (i < n ? x[i]! ** 2 + 1 : before)),
    events: [],
  }),
});
