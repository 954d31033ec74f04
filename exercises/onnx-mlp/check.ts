import type { Generator } from '#framework';
import { between, matrix, vector } from '../cases/draw.ts';
import { cost, defineExercise, known, trap } from '../grader/define.ts';
import type { Value } from '../grader/sandbox/values.ts';
import type { Model } from './solution.ts';

interface Layer {
  readonly sizes: readonly number[];
  readonly dropout?: number;
}

/** Layers of these sizes, a ReLU behind all but the last. */
function drawn(random: Generator, { sizes, dropout = 0 }: Layer): Model {
  return {
    mean: vector(random, sizes[0]!, 1),
    std: Array.from({ length: sizes[0]! }, () => between(random, 0.5, 2)),
    layers: sizes.slice(1).map((out, k) => ({
      weight: matrix(random, out, sizes[k]!, 0.7),
      bias: vector(random, out, 0.7),
      relu: k < sizes.length - 2,
      dropout: k < sizes.length - 2 ? dropout : 0,
    })),
  };
}

const asked = (random: Generator, layer: Layer, rows: number): readonly Value[] => [
  drawn(random, layer) as unknown as Value,
  matrix(random, rows, layer.sizes[0]!),
];

/** The network itself, in float64: no file is made of it. */
function byHand({ mean, std, layers }: Model, x: number[][]) {
  const logits = x.map((row) => {
    let now = row.map((value, i) => (value - mean[i]!) / std[i]!);
    for (const { weight, bias, relu } of layers) {
      now = weight.map((w, o) => w.reduce((sum, value, i) => sum + value * now[i]!, bias[o]!));
      if (relu) now = now.map((value) => Math.max(value, 0));
    }
    return now;
  });
  return { logits, alone: logits.slice(0, 1), again: logits, isSmall: true };
}

export default defineExercise({
  kind: 'bytes',
  name: 'exportMlp',
  args: ['model', 'x'],
  answer: 'opened',
  driven: true,
  keepsArguments: true,
  cases: [
    known('one-layer', 'one layer that you can work out by hand', [
      {
        mean: [1, 0],
        std: [2, 1],
        layers: [
          {
            weight: [
              [1, 2],
              [0, -1],
              [3, 0],
            ],
            bias: [0, 1, -1],
            relu: false,
            dropout: 0,
          },
        ],
      } as never,
      [
        [3, 1],
        [1, -2],
      ],
    ]),
    known('two-layers', 'two layers, random', (random) => asked(random, { sizes: [4, 6, 3] }, 3)),
    trap('square', 'square weights', (random) => asked(random, { sizes: [4, 4, 4] }, 2)),
    trap('three-layers', 'three layers, five rows', (random) => asked(random, { sizes: [3, 7, 5, 2] }, 5)),
    trap('one-row', 'a single row', (random) => asked(random, { sizes: [2, 5, 3] }, 1)),
    trap('dropout', 'learned with dropout', (random) => asked(random, { sizes: [5, 8, 3], dropout: 0.5 }, 4)),
    cost('wide', 'arrays of many bytes', (random) => asked(random, { sizes: [20, 30, 10] }, 2)),
  ],
  // Weights are stored in float32.
  tolerance: { atol: 1e-4, rtol: 1e-4 },
  truth: byHand,
  sizes: ({ layers }: Model, x: number[][]) => ({ N: x.length, layers: layers.length }),
});
