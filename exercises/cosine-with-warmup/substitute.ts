import { defineSubstitute } from '../places/Substitute.ts';

export default defineSubstitute<typeof import('./solution.ts')>({
  place: 'LambdaLR',
  room: 'optim',
  needs: { schedule: 'warmup' },
  runs: ['spiral-mlp', 'valley', 'tiny-gpt', 'digits-cnn', 'digits-mlp'],
  track: 'spiral-mlp.7(schedule=warmup)',
  isSilent: true,
  differs: { 'warmup-from-zero': /^update / },
  parts: ({ rateAt }) => [{ name: 'rateAt', run: rateAt }],
});
