import type { Tensor } from '#framework';
import { defineSubstitute, insteadOf, rowsOf } from '../places/Substitute.ts';

/** Inside the loss: what a row costs is its log-sum-exp minus the logit of the truth. */
export default defineSubstitute<typeof import('./solution.ts')>({
  place: 'logSumExp',
  room: 'ops',
  runs: ['three-clouds', 'digits-mlp', 'digits-cnn', 'moons-skip', 'deep-stack', 'noisy-moons', 'spiral-mlp', 'names-rnn', 'names-lstm', 'recall-rnn', 'recall-lstm', 'recall-gru'], // biome-ignore format: one line reads better
  track: 'three-clouds.7',
  differs: { 'mean-inside': /^forward /, 'max-only': /^forward / },
  parts: ({ logSumExp }) => [
    {
      name: 'crossEntropy',
      run: (logits: Tensor, labels: Tensor) => {
        const totals = insteadOf(logits.logSumExp(1), logSumExp(rowsOf(logits))); // [m]
        return totals.sub(logits.gather(1, labels.unsqueeze(1)).squeeze(1)).mean();
      },
    },
  ],
});
