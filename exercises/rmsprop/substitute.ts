import type { RMSpropOptions } from '#framework';
import { defineSubstitute, keptInSlots } from '../places/Substitute.ts';

export default defineSubstitute<typeof import('./solution.ts')>({
  place: 'RMSprop',
  room: 'optim',
  needs: { optimizer: 'rmsprop' },
  runs: ['spiral-mlp', 'valley', 'digits-cnn', 'digits-mlp', 'moons-skip', 'deep-stack'],
  track: 'spiral-mlp.7(optimizer=rmsprop)',
  differs: { 'sums-forever': /^update .*weight$/ },
  parts: ({ RMSprop }) => [
    {
      name: 'RMSprop.update',
      run: keptInSlots((settings) => {
        const { lr, alpha, eps } = settings as RMSpropOptions;
        return new RMSprop(lr, alpha, eps);
      }),
    },
  ],
});
