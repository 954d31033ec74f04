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
  differs: { 'offsets-from-file-start': /^forward conv1/ },
  parts: ({ readSafetensors }) => [
    {
      name: 'resume.read',
      run: (setup: Parameters<typeof awayAndBack>[0]): void =>
        awayAndBack(setup, (weights) => readSafetensors(encodeSafetensors(weights))),
    },
  ],
});
