import type { AdamOptions } from '#framework';
import { defineSubstitute, keptInSlots } from '../places/Substitute.ts';

export default defineSubstitute<typeof import('./solution.ts')>({
  place: 'AdamW',
  room: 'optim',
  needs: { optimizer: 'adamw' },
  runs: ['valley', 'spiral-mlp', 'digits-mlp', 'moons-skip', 'deep-stack'],
  track: 'valley.7(rule=adamw,weightDecay=0.1)',
  differs: { 'decay-not-times-lr': /^update / },
  parts: ({ AdamW }) => [
    {
      name: 'AdamW.update',
      run: keptInSlots((settings) => {
        const { lr, betas, eps, weightDecay } = settings as AdamOptions;
        return new AdamW(lr, betas[0], betas[1], eps, weightDecay);
      }),
    },
  ],
});
