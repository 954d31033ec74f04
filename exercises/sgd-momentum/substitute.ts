import type { SGDOptions } from '#framework';
import { defineSubstitute, keptInSlots } from '../places/Substitute.ts';

export default defineSubstitute<typeof import('./solution.ts')>({
  place: 'SGD',
  room: 'optim',
  needs: { optimizer: 'momentum' },
  runs: ['valley', 'spiral-mlp', 'digits-cnn', 'digits-mlp', 'shapes-cnn', 'moons-skip', 'deep-stack'],
  track: 'spiral-mlp.7(optimizer=momentum)',
  differs: { 'momentum-sign': /^update .*weight$/ },
  parts: ({ Momentum }) => [
    {
      name: 'SGD.update',
      run: keptInSlots((settings) => {
        const { lr, momentum } = settings as SGDOptions;
        return new Momentum(lr, momentum);
      }),
    },
  ],
});
