import type { Generator } from '#framework';
import { vector } from '../cases/draw.ts';
import { defineExercise, known, trap } from '../grader/define.ts';
import type { Value } from '../grader/sandbox/values.ts';
import type { KerasLayer } from './solution.ts';

const product = (shape: readonly number[]): number => shape.reduce((size, axis) => size * axis, 1);

const dense = (random: Generator, name: string, inputs: number, outputs: number, flattened?: number[]) => ({
  name,
  kind: 'dense',
  kernel: { shape: [inputs, outputs], data: vector(random, inputs * outputs) },
  bias: vector(random, outputs),
  ...(flattened ? { flattened } : {}),
});

const conv = (random: Generator, name: string, shape: readonly [number, number, number, number]) => ({
  name,
  kind: 'conv',
  kernel: { shape: [...shape], data: vector(random, product(shape)) },
  bias: vector(random, shape[3]),
});

/** By tables with names for the axes: the number at (h, w, i, o), and nothing about the order in which they are walked. */
function byNames(layers: KerasLayer[]): Value {
  const entries = layers.flatMap(({ name, kind, kernel, bias, flattened }) => {
    const outputs = kernel.shape.at(-1)!;
    const rows = Array.from({ length: kernel.data.length / outputs }, (_, r) =>
      kernel.data.slice(r * outputs, (r + 1) * outputs),
    );
    const [H, W, C] = kind === 'conv' ? kernel.shape.slice(0, 3) : (flattened ?? [1, 1, kernel.shape[0]!]);
    const channelOf = (r: number): number => r % C!;
    // Sorted by channel, places of a channel stay in their order: that is channels first.
    const order = rows.map((_, r) => r).sort((a, b) => channelOf(a) - channelOf(b) || a - b);
    const shape = kind === 'conv' ? [outputs, C!, H!, W!] : [outputs, rows.length];
    const data = Array.from({ length: outputs }, (_, o) => order.map((r) => rows[r]![o]!)).flat();
    return [
      [`${name}.weight`, { shape, data }],
      [`${name}.bias`, { shape: [outputs], data: bias }],
    ] as const;
  });
  return Object.fromEntries(entries);
}

export default defineExercise({
  kind: 'function',
  name: 'importKeras',
  args: ['layers'],
  answer: 'state',
  keepsArguments: true,
  cases: [
    known('dense', 'a dense layer of 2 inputs and 3 outputs', [
      [{ name: 'fc', kind: 'dense', kernel: { shape: [2, 3], data: [1, 2, 3, 4, 5, 6] }, bias: [7, 8, 9] }],
    ]),
    known('conv', 'a convolution, 3 × 3, of 2 channels to 4', (random) => [[conv(random, 'conv1', [3, 3, 2, 4])]]),
    known('flattened', 'a dense layer behind 2 × 2 places of 3 channels', (random) => [
      [dense(random, 'fc', 12, 4, [2, 2, 3])],
    ]),
    trap('square', 'a square dense layer: no shape gives it away', (random) => [[dense(random, 'fc', 4, 4)]]),
    trap('flat-kernel', 'a kernel of 2 × 3', (random) => [[conv(random, 'conv1', [2, 3, 3, 2])]]),
    trap('one-channel', 'one channel: nothing to reorder', (random) => [[dense(random, 'fc', 6, 2, [2, 3, 1])]]),
    trap('wide', 'maps of 2 × 3 places, and of 5 channels', (random) => [[dense(random, 'fc', 30, 2, [2, 3, 5])]]),
    trap('network', 'two convolutions, a dense layer behind them, and one more', (random) => [
      [
        conv(random, 'conv1', [3, 3, 1, 3]),
        conv(random, 'conv2', [3, 2, 3, 2]),
        dense(random, 'fc1', 12, 5, [2, 3, 2]),
        dense(random, 'fc2', 5, 5),
      ],
    ]),
  ],
  truth: byNames,
});
