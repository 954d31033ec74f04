import { lineGradient } from '../places/lineGradient.ts';
import { defineSubstitute } from '../places/Substitute.ts';

export default defineSubstitute<typeof import('./solution.ts')>({
  place: 'trainStep',
  room: 'train',
  runs: ['line-three-ways', 'line-regression', 'plane-regression'],
  track: 'line-three-ways.7(batch=8)',
  differs: { 'missing-mean': /^update /, 'bias-not-summed': /^update / },
  parts: ({ mseGradient }) => [lineGradient(mseGradient)],
});
