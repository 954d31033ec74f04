import type { AdamOptions } from '#framework';
import { defineSubstitute, keptInSlots } from '../places/Substitute.ts';

export default defineSubstitute<typeof import('./solution.ts')>({
  place: 'Adam',
  room: 'optim',
  needs: { optimizer: 'adam' },
  runs: ['spiral-mlp', 'valley', 'digits-cnn', 'digits-mlp', 'names-rnn', 'names-lstm', 'noisy-moons', 'recall-rnn', 'recall-lstm', 'recall-gru', 'ring-gan'], // biome-ignore format: one line reads better
  track: 'spiral-mlp.7(optimizer=adam)',
  differs: { 'no-bias-correction': /^update .*weight$/ },
  parts: ({ Adam }) => [
    {
      name: 'Adam.update',
      run: keptInSlots((settings) => {
        const { lr, betas, eps } = settings as AdamOptions;
        return new Adam(lr, betas[0], betas[1], eps);
      }),
    },
  ],
});
