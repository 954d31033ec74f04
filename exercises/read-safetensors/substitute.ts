import { encodeSafetensors } from '#framework';
import { awayAndBack } from '../places/awayAndBack.ts';
import { defineSubstitute } from '../places/Substitute.ts';

/** Ours writes the weights in the middle of the second epoch; the answer reads them again. */
export default defineSubstitute<typeof import('./solution.ts')>({
  place: 'decodeSafetensors',
  room: 'io',
  runs: ['digits-cnn', 'digits-mlp', 'spiral-mlp'],
  track: 'digits-cnn.7(examples=64,epochs=3)',
  isSilent: true,
  differs: { 'offsets-from-file-start': /^forward conv1/, 'view-on-odd-byte': /^batch/ },
  parts: ({ readSafetensors }) => [
    {
      name: 'resume.read',
      run: (setup: Parameters<typeof awayAndBack>[0]): void =>
        awayAndBack(setup, (weights) => {
          const written = encodeSafetensors(weights);
          // As a part of something larger: nothing says that a file begins where numbers may.
          const file = new Uint8Array(written.length + 1).subarray(1);
          file.set(written);
          return readSafetensors(file);
        }),
    },
  ],
});
