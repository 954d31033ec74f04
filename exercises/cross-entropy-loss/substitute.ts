import { type Tensor, tensor } from '#framework';
import { defineSubstitute, rowsOf } from '../places/Substitute.ts';

/** The mean over rows, as every classifier here takes it; its derivative stays ours until `cross-entropy-gradient` brings one. */
export default defineSubstitute<typeof import('./solution.ts')>({
  place: 'crossEntropy',
  room: 'ops',
  runs: ['three-clouds', 'digits-mlp', 'digits-cnn', 'moons-skip', 'deep-stack', 'noisy-moons', 'spiral-mlp', 'names-rnn', 'names-lstm', 'recall-rnn', 'recall-lstm', 'recall-gru'], // biome-ignore format: one line reads better
  track: 'three-clouds.7',
  differs: { 'softmax-applied-twice': /^forward crossEntropy$/, 'divides-by-all-cells': /^forward crossEntropy$/ },
  parts: ({ crossEntropy }) => [
    {
      name: 'crossEntropy',
      derivative: 'framework',
      run: (logits: Tensor, labels: Tensor) =>
        tensor(crossEntropy(rowsOf(logits), Array.from(labels.dataSync())), { dtype: logits.dtype }),
    },
  ],
});
