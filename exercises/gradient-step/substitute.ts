import { lineStep } from '../places/lineStep.ts';
import { defineSubstitute } from '../places/Substitute.ts';

export default defineSubstitute<typeof import('./solution.ts')>({
  place: 'trainStep',
  room: 'train',
  runs: ['line-three-ways', 'line-regression', 'plane-regression'],
  track: 'line-three-ways.7(batch=8)',
  differs: { 'sum-not-mean': /^update / },
  parts: ({ gradientStep }) => [lineStep(gradientStep)],
});
