import type { Generator } from '#framework';
import { centralDifferences, differenceTolerance } from '../cases/differences.ts';
import { matrix } from '../cases/draw.ts';
import { defineExercise, known, trap } from '../grader/define.ts';

type Options = { readonly stride: number; readonly padding: number };
type Four = number[][][][];

const four = (random: Generator, a: number, b: number, rows: number, columns: number): Four =>
  Array.from({ length: a }, () => Array.from({ length: b }, () => matrix(random, rows, columns)));

/** x, weight and an upstream gradient of the right shape. */
function layer(random: Generator, [N, C, H, W]: readonly number[], [O, KH, KW]: readonly number[], options: Options) {
  const places = (size: number, kernel: number): number =>
    Math.floor((size + 2 * options.padding - kernel) / options.stride) + 1;
  return [
    four(random, N!, C!, H!, W!),
    four(random, O!, C!, KH!, KW!),
    four(random, N!, O!, places(H!, KH!), places(W!, KW!)),
    options,
  ];
}

/** Σ upstream · (convolution + bias), output cell by output cell. */
function total(x: Four, weight: Four, bias: readonly number[], grad: Four, { stride, padding }: Options): number {
  let sum = 0;
  for (const [n, maps] of grad.entries())
    for (const [o, map] of maps.entries())
      for (let i = 0; i < map.length; i++)
        for (let j = 0; j < map[i]!.length; j++) {
          let cell = bias[o]!;
          weight[o]!.forEach((plane, c) => {
            plane.forEach((row, u) => {
              row.forEach((w, v) => {
                cell += w * (x[n]![c]![i * stride + u - padding]?.[j * stride + v - padding] ?? 0);
              });
            });
          });
          sum += map[i]![j]! * cell;
        }
  return sum;
}

const plain = { stride: 1, padding: 0 };

export default defineExercise({
  kind: 'function',
  name: 'conv2dBackward',
  args: ['x', 'weight', 'grad', 'options'],
  answer: 'gradients',
  keepsArguments: true,
  cases: [
    known('small', 'one picture, one map, a 2 × 2 kernel', (random) => layer(random, [1, 1, 3, 3], [1, 2, 2], plain)),
    known('by-hand', 'ones everywhere', [[[[[1, 1, 1], [1, 1, 1], [1, 1, 1]]]], [[[[1, 1], [1, 1]]]], [[[[1, 1], [1, 1]]]], plain]), // biome-ignore format: one line reads better
    trap('batch', 'two pictures', (random) => layer(random, [2, 1, 3, 4], [1, 2, 2], plain)),
    trap('maps', 'two channels, three maps', (random) => layer(random, [1, 2, 3, 3], [3, 2, 2], plain)),
    trap('uneven', 'a 2 × 3 kernel', (random) => layer(random, [1, 1, 4, 4], [1, 2, 3], plain)),
    trap('strided', 'every second place', (random) =>
      layer(random, [1, 1, 5, 5], [1, 3, 3], { stride: 2, padding: 0 }),
    ),
    trap('padded', 'padding 1', (random) => layer(random, [1, 1, 3, 3], [1, 3, 3], { stride: 1, padding: 1 })),
    trap('everything', 'two pictures, three channels, two maps, 3 × 2, stride 2, padding 1', (random) =>
      layer(random, [2, 3, 4, 3], [2, 3, 2], { stride: 2, padding: 1 }),
    ),
  ],
  repeats: 1,
  truth: (x: Four, weight: Four, grad: Four, options: Options) => {
    const bias = weight.map(() => 0);
    return {
      x: centralDifferences((at) => total(at, weight, bias, grad, options), x),
      weight: centralDifferences((at) => total(x, at, bias, grad, options), weight),
      bias: centralDifferences((at) => total(x, weight, at, grad, options), bias),
    };
  },
  truthTolerance: differenceTolerance,
  sizes: (x: Four, _weight: Four, grad: Four) => ({
    N: x.length,
    places: grad[0]![0]!.length * grad[0]![0]![0]!.length,
  }),
});
