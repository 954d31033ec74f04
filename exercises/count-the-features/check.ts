import type { Generator } from '#framework';
import { whole } from '../cases/draw.ts';
import { defineExercise, known, trap } from '../grader/define.ts';

type Layer =
  | {
      readonly kind: 'conv';
      readonly out: number;
      readonly kernel: number;
      readonly stride: number;
      readonly padding: number;
    }
  | { readonly kind: 'pool'; readonly size: number };

const conv = (out: number, kernel = 3, padding = 0, stride = 1) => ({ kind: 'conv', out, kernel, stride, padding });
const pool = (size = 2) => ({ kind: 'pool', size });

/** In how many places a window begins and still fits. */
function places(n: number, size: number, stride: number): number {
  let found = 0;
  for (let start = 0; start + size <= n; start += stride) found++;
  return found;
}

/** Two rounds, each with sizes of its own. */
function rounds(random: Generator, channels: number, height: number, width: number) {
  return [
    [
      conv(whole(random, 3, 9), 3, 1),
      pool(),
      conv(whole(random, 10, 20), whole(random, 2, 3), whole(random, 1, 2), 1),
      pool(whole(random, 2, 3)),
    ],
    [channels, height, width],
  ];
}

export default defineExercise({
  kind: 'function',
  name: 'featuresAfter',
  args: ['layers', 'input'],
  answer: 'features',
  keepsArguments: true,
  cases: [
    known('shapes-cnn', "the tutorial's layers, on 3 × 32 × 32", [[conv(32, 3, 1), pool(), conv(64, 3, 1), pool()], [3, 32, 32]]), // biome-ignore format: one line reads better
    known('random', 'two rounds on a random square', (random) => {
      const side = 4 * whole(random, 6, 12);
      return rounds(random, 3, side, side);
    }),
    trap('without-padding', 'the same layers without padding', [[conv(32), pool(), conv(64), pool()], [3, 32, 32]]), // biome-ignore format: one line reads better
    trap('digits', 'the digits of this lesson', [[conv(8, 3, 1), pool(), conv(16, 3, 1), pool()], [1, 28, 28]]), // biome-ignore format: one line reads better
    trap('odd', 'an odd side: a pool of 2 on 27', (random) => [[conv(whole(random, 2, 5), 3, 1), pool()], [1, 27, 27]]), // biome-ignore format: one line reads better
    trap('oblong', 'a picture that is wider than tall', (random) =>
      rounds(random, 1, whole(random, 20, 29), whole(random, 34, 47)),
    ),
    trap('strided', 'a convolution that halves, without a pool', (random) => [
      [conv(whole(random, 2, 9), 3, 1, 2), conv(whole(random, 2, 9), 3, 1, 2)],
      [3, whole(random, 24, 40), whole(random, 24, 40)],
    ]),
    trap('only-pools', 'nothing but pools', (random) => [
      [pool(), pool(3)],
      [whole(random, 2, 6), 32, 20],
    ]),
  ],
  truth: (layers: readonly Layer[], input: readonly [number, number, number]) => {
    let features = input[0];
    for (const layer of layers) if (layer.kind === 'conv') features = layer.out;
    for (const side of input.slice(1)) {
      let n = side;
      for (const layer of layers)
        n =
          layer.kind === 'conv'
            ? places(n + 2 * layer.padding, layer.kernel, layer.stride)
            : places(n, layer.size, layer.size);
      features *= n;
    }
    return features;
  },
});
