import { type Generator, conv2d as ours, tensor } from '#framework';
import { matrix, vector } from '../cases/draw.ts';
import { cost, defineExercise, known, trap } from '../grader/define.ts';

interface Options {
  readonly stride: number;
  readonly padding: number;
}
type Picture = number[][][];

const picture = (random: Generator, channels: number, rows: number, columns: number): Picture =>
  Array.from({ length: channels }, () => matrix(random, rows, columns));
const filters = (random: Generator, out: number, channels: number, rows: number, columns: number): Picture[] =>
  Array.from({ length: out }, () => picture(random, channels, rows, columns));

const impulse = [[0, 0, 0, 0, 0], [0, 0, 0, 0, 0], [0, 0, 1, 0, 0], [0, 0, 0, 0, 0], [0, 0, 0, 0, 0]]; // biome-ignore format: a picture
const sobel = [[1, 0, -1], [2, 0, -2], [1, 0, -1]]; // biome-ignore format: a kernel

export default defineExercise({
  kind: 'function',
  name: 'conv2d',
  args: ['x', 'weight', 'bias', 'options'],
  answer: 'y',
  keepsArguments: true,
  cases: [
    known('impulse', 'one bright cell, a kernel of nine different numbers', [[impulse], [[[[1, 2, 3], [4, 5, 6], [7, 8, 9]]]], [0], { stride: 1, padding: 0 }]), // biome-ignore format: one line reads better
    known('sobel', 'an edge filter on a random picture', (random) => [picture(random, 1, 4, 4), [[sobel]], [0], { stride: 1, padding: 0 }]), // biome-ignore format: one line reads better
    known('one-by-one', 'a kernel of one cell', (random) => [picture(random, 2, 3, 3), filters(random, 2, 2, 1, 1), [0, 0], { stride: 1, padding: 0 }]), // biome-ignore format: one line reads better
    trap('channels', 'three channels, two maps, a bias', (random) => [picture(random, 3, 4, 4), filters(random, 2, 3, 2, 2), vector(random, 2), { stride: 1, padding: 0 }]), // biome-ignore format: one line reads better
    trap('uneven-kernel', 'a 2 × 3 kernel on a 5 × 4 picture', (random) => [picture(random, 1, 5, 4), filters(random, 1, 1, 2, 3), vector(random, 1), { stride: 1, padding: 0 }]), // biome-ignore format: one line reads better
    trap('padded', 'padding 1', (random) => [picture(random, 1, 4, 5), filters(random, 1, 1, 3, 3), [0], { stride: 1, padding: 1 }]), // biome-ignore format: one line reads better
    trap('strided', 'every second place', (random) => [picture(random, 1, 7, 6), filters(random, 1, 1, 3, 3), [0], { stride: 2, padding: 0 }]), // biome-ignore format: one line reads better
    trap('everything', 'three channels, four maps, stride 2, padding 1, a bias', (random) => [picture(random, 3, 5, 6), filters(random, 4, 3, 3, 3), vector(random, 4), { stride: 2, padding: 1 }]), // biome-ignore format: one line reads better
    cost('large', 'four channels of 14 × 14', (random) => [picture(random, 4, 14, 14), filters(random, 4, 4, 3, 3), vector(random, 4), { stride: 1, padding: 1 }]), // biome-ignore format: one line reads better
  ],
  // The framework computes in float32.
  tolerance: { atol: 1e-3, rtol: 1e-4 },
  repeats: 1,
  truth: (x: Picture, weight: Picture[], bias: number[], options: Options) =>
    (ours(tensor([x]), tensor(weight), tensor(bias), options).toArray() as Picture[])[0]!,
});
