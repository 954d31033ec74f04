import { decodeSafetensors } from '#framework';
import { awayAndBack } from '../places/awayAndBack.ts';
import { defineSubstitute } from '../places/Substitute.ts';

/** Row-major, as parameters lie. */
const stridesOf = (shape: readonly number[]): number[] =>
  shape.map((_, axis) => shape.slice(axis + 1).reduce((product, size) => product * size, 1));

/** The answer writes the weights in the middle of the second epoch; ours reads them again. */
export default defineSubstitute<typeof import('./solution.ts')>({
  place: 'encodeSafetensors',
  room: 'io',
  runs: ['digits-cnn', 'digits-mlp', 'spiral-mlp'],
  track: 'digits-cnn.7(examples=64,epochs=3)',
  isSilent: true,
  differs: { 'length-big-endian': /^batch/, 'offsets-count-elements': /^batch/ },
  parts: ({ writeSafetensors }) => [
    {
      name: 'resume.written',
      run: (setup: Parameters<typeof awayAndBack>[0]): void =>
        awayAndBack(setup, (weights) => {
          const file: unknown = writeSafetensors(
            Object.fromEntries(
              Object.entries(weights).map(([name, { shape }]) => {
                const data = Float32Array.from(weights[name]!.dataSync());
                return [name, { shape: [...shape], strides: stridesOf(shape), offset: 0, data }];
              }),
            ),
          );
          if (!(file instanceof Uint8Array)) throw new TypeError('writeSafetensors returned no bytes');
          const { tensors } = decodeSafetensors(Uint8Array.from(file), 'your file');
          return Object.fromEntries(
            Object.entries(tensors).map(([name, one]) => [name, { shape: one.shape, data: one.dataSync() }]),
          );
        }),
    },
  ],
});
