import { type SubstitutedCall, type Tensor, tensor } from '#framework';
import { defineSubstitute, rowsOf } from '../places/Substitute.ts';

/** Of the mean over rows, as every classifier here takes it. */
export default defineSubstitute<typeof import('./solution.ts')>({
  place: 'crossEntropy.backward',
  room: 'ops',
  runs: ['three-clouds', 'digits-mlp', 'digits-cnn', 'moons-skip', 'deep-stack', 'noisy-moons', 'spiral-mlp', 'names-rnn', 'names-lstm', 'recall-rnn', 'recall-lstm', 'recall-gru'], // biome-ignore format: one line reads better
  track: 'three-clouds.7',
  differs: { 'missing-mean': /^backward crossEntropy$/, 'forgot-softmax': /^backward crossEntropy$/ },
  parts: ({ crossEntropyGradient }) => [
    {
      name: 'crossEntropy.backward',
      run: (grad: Tensor, { args }: SubstitutedCall) => {
        const [logits, labels] = args as [Tensor, Tensor];
        const rows = crossEntropyGradient(rowsOf(logits), Array.from(labels.dataSync()));
        return [tensor(rows, { dtype: logits.dtype }).mul(grad)];
      },
    },
  ],
});
