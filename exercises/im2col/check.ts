import { conv2d, type Generator, tensor } from '#framework';
import { matrix, scrambled } from '../cases/draw.ts';
import { defineExercise, known, trap } from '../grader/define.ts';

interface Options {
  readonly stride: number;
  readonly padding: number;
}
type Picture = number[][][];

/** A picture of distinct whole numbers, so that every cell can be told from every other. */
function distinct(random: Generator, channels: number, rows: number, columns: number): Picture {
  const numbers = scrambled(random, channels * rows * columns);
  return Array.from({ length: channels }, (_, c) =>
    Array.from({ length: rows }, (_, i) =>
      Array.from({ length: columns }, (_, j) => 1 + numbers[(c * rows + i) * columns + j]!),
    ),
  );
}

export default defineExercise({
  kind: 'function',
  name: 'im2col',
  args: ['x', 'kernel', 'options'],
  answer: 'columns',
  keepsArguments: true,
  cases: [
    known('nine', 'the numbers 1 to 9, windows of 2 × 2', [[[[1, 2, 3], [4, 5, 6], [7, 8, 9]]], [2, 2], { stride: 1, padding: 0 }]), // biome-ignore format: one line reads better
    known('random', 'one channel, random numbers', (random) => [
      [matrix(random, 4, 3)],
      [2, 2],
      { stride: 1, padding: 0 },
    ]),
    trap('two-channels', 'two channels of 4 × 5, windows of 2 × 3', (random) => [distinct(random, 2, 4, 5), [2, 3], { stride: 1, padding: 0 }]), // biome-ignore format: one line reads better
    trap('everything', 'the same, every second place, padding 1', (random) => [distinct(random, 2, 4, 5), [2, 3], { stride: 2, padding: 1 }]), // biome-ignore format: one line reads better
    trap('one-by-one', 'windows of one cell', (random) => [distinct(random, 3, 2, 3), [1, 1], { stride: 1, padding: 0 }]), // biome-ignore format: one line reads better
    trap('whole', 'one window, as large as the picture', (random) => [distinct(random, 1, 3, 2), [3, 2], { stride: 1, padding: 0 }]), // biome-ignore format: one line reads better
  ],
  // A convolution with a kernel that is 1 in one cell and 0 elsewhere picks that cell of every window: one row of the table.
  truth: (x: Picture, [tall, wide]: readonly [number, number], options: Options) => {
    const size = x.length * tall * wide;
    const picks = tensor(
      Array.from({ length: size }, (_, i) => Array.from({ length: size }, (_, j) => Number(i === j))),
    );
    const y = conv2d(tensor([x]), picks.reshape([size, x.length, tall, wide]), undefined, options);
    return y.reshape([size, -1]).toArray() as number[][];
  },
  tolerance: { atol: 1e-6, rtol: 1e-6 },
});
