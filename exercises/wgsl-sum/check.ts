import type { Generator } from '#framework';
import { vector } from '../cases/draw.ts';
import { cost, defineExercise, known, trap } from '../grader/define.ts';
import type { Wanted } from '../grader/wgsl/drive.ts';
import { shader as tree } from './solution.ts';
import { shader as alone } from './wrong/one-thread-does-all.ts';

const GROUP = 64;
/** What stands behind n, in x and in the sums: nobody may read or write it. */
const BEHIND = [1000, 2000, 3000];

interface Buffers {
  readonly sizes: readonly [n: number];
  readonly x: readonly number[];
  readonly sums: readonly number[];
}

function dispatch(x: readonly number[], share?: number) {
  const groups = Math.ceil(x.length / GROUP);
  const sums = [...new Array<number>(groups).fill(-1), ...BEHIND];
  const wanted = { writes: { sums: groups }, ...(share === undefined ? {} : { share }) };
  return [[groups], { sizes: [x.length], x: [...x, ...BEHIND], sums }, wanted] as const;
}

const numbers = (n: number) => (random: Generator) => dispatch(vector(random, n)) as never;
const counting = Array.from({ length: 64 }, (_, i) => i + 1);

/** Numbers from −1 to 1 without a pattern that a tile would notice. */
const spread = (count: number, step: number): Float32Array => {
  const values = new Float32Array(count);
  for (let i = 0; i < count; i++) values[i] = ((i * step) % 2003) / 1001 - 1;
  return values;
};

export default defineExercise({
  kind: 'wgsl',
  name: 'shader',
  args: ['workgroups', 'buffers', 'wanted'],
  answer: 'memory',
  repeats: 1,
  cases: [
    known('counting', 'the numbers 1 to 64, whose sum is 2080', dispatch(counting) as never),
    known('one-group', 'one whole group, random', numbers(64)),
    trap('ragged', 'a hundred numbers: the second group is not full', numbers(100)),
    trap('single', 'a single number', numbers(1)),
    trap('five', 'five numbers', numbers(5)),
    trap('many', 'five groups, the last with one number', (random) => numbers(257)(random)),
    cost(
      'shared',
      'a whole group: nobody does more than three times the mean',
      (random) => dispatch(vector(random, 64), 3) as never,
    ),
  ],
  device: () => {
    const groups = 2 ** 14;
    const n = GROUP * groups;
    const x = spread(n, 7919);
    const rivals = { 'the tree': tree, 'one thread a group': alone };
    return {
      title: 'a million numbers',
      workgroups: [groups],
      buffers: { sizes: [n], x, sums: new Float32Array(groups) },
      output: 'sums',
      tolerance: 1e-4,
      rivals: Object.entries(rivals).map(([name, shader]) => ({ name, shader, workgroups: [groups] })),
    };
  },
  // Sums of 64 float32 numbers, added in another order than the truth adds them.
  tolerance: { atol: 1e-4, rtol: 1e-5 },
  truth: (_: number[], { sizes: [n], x, sums }: Buffers, { writes }: Wanted) => ({
    sums: sums.map((before, g) =>
      g < writes['sums']!
        ? x.slice(g * GROUP, Math.min(n, (g + 1) * GROUP)).reduce((sum, value) => sum + value, 0)
        : before,
    ),
    events: [],
  }),
});
