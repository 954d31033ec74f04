// Weights of digits-cnn go to TensorFlow.js and come back. What it answered is written down; where it is installed it is asked again.

import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { decodeSafetensors, digitsNetwork, Generator, loadSimd } from '#framework';
import { answerOf, apart, broughtHome, exchanged, IMAGES, ours, tensorflowFolder } from './exchange.ts';
import { fromKeras, type KerasArray, toKeras } from './keras.ts';

interface Recorded {
  readonly version: string;
  readonly there: { readonly answered: readonly number[] };
  readonly back: { readonly answered: readonly number[] };
}
const recorded = JSON.parse(readFileSync(new URL('recordedExchange.json', import.meta.url), 'utf8')) as Recorded;

function learnedThere(): readonly KerasArray[] {
  const file = new Uint8Array(readFileSync(new URL('learnedThere.safetensors', import.meta.url)));
  return Object.entries(decodeSafetensors(file).tensors).map(([name, one]) => ({
    name,
    shape: one.shape,
    data: Float32Array.from(one.dataSync()),
  }));
}

beforeAll(async () => {
  await loadSimd();
});

describe('Keras’s order', () => {
  const flattened = { layer: 'linear', maps: [16, 7, 7] } as const;

  it('counts h, w, c where ours counts c, h, w; kernels are HWIO, matrices [in, out]', () => {
    const state = digitsNetwork(new Generator(3)).stateDict();
    const arrays = toKeras(state, flattened);
    expect(arrays.map(({ name, shape }) => `${name} ${shape.join('×')}`)).toEqual([
      'conv1/kernel 3×3×1×8',
      'conv1/bias 8',
      'conv2/kernel 3×3×8×16',
      'conv2/bias 16',
      'linear/kernel 784×10',
      'linear/bias 10',
    ]);
    // One cell of each by hand.
    const [kernel, matrix] = [arrays[2]!, arrays[4]!];
    const [o, c, h, w] = [5, 3, 2, 1];
    expect(kernel.data[((h * 3 + w) * 8 + c) * 16 + o]).toBe(
      state['conv2.weight']!.dataSync()[((o * 8 + c) * 3 + h) * 3 + w],
    );
    const [digit, map, row, column] = [4, 11, 6, 2];
    expect(matrix.data[((row * 7 + column) * 16 + map) * 10 + digit]).toBe(
      state['linear.weight']!.dataSync()[digit * 784 + (map * 7 + row) * 7 + column],
    );
    const back = fromKeras(arrays, state, flattened);
    for (const [name, one] of Object.entries(state))
      expect(Array.from(back[name]!.data)).toEqual(Array.from(one.dataSync()));
  });

  it('refuses maps and arrays that do not fit', () => {
    const state = digitsNetwork(new Generator(3)).stateDict();
    expect(() => toKeras(state, { layer: 'linear', maps: [16, 6, 6] })).toThrow(/linear\.weight reads 784 numbers/);
    expect(() => fromKeras(toKeras(state, flattened).slice(1), state, flattened)).toThrow(/conv1\/kernel is missing/);
  });
});

describe(`TensorFlow.js ${recorded.version}, as recorded`, () => {
  it('answers with our weights as we do, to 1e-5', async () => {
    const { model, images } = await ours();
    expect(recorded.there.answered).toHaveLength(IMAGES * 10);
    expect(apart(answerOf(model, images), recorded.there.answered)).toBeLessThan(1e-5);
  });

  it('learned something else, and that answers here as there, to 1e-5', async () => {
    const { images } = await ours();
    const home = answerOf(broughtHome(learnedThere()), images);
    expect(apart(home, recorded.back.answered)).toBeLessThan(1e-5);
    expect(apart(home, recorded.there.answered)).toBeGreaterThan(0.1);
  });
});

const folder = tensorflowFolder();
describe.skipIf(folder === null)(
  `TensorFlow.js here${folder === null ? ' (not run here: npm install --prefix benchmarks)' : ''}`,
  () => {
    it('answers and learns as it was recorded, both ways to 1e-5', { timeout: 120_000 }, async () => {
      const { answered, learned } = await exchanged(folder!);
      const { model, images } = await ours();
      expect(apart(answerOf(model, images), answered)).toBeLessThan(1e-5);
      expect(apart(answerOf(broughtHome(learned.arrays), images), learned.answered)).toBeLessThan(1e-5);
      expect(apart(learned.answered, recorded.back.answered)).toBeLessThan(1e-4);
    });
  },
);
