import { lineStep } from '../places/lineStep.ts';
import { defineSubstitute } from '../places/Substitute.ts';

/** The loader brings one batch after the other; each is an epoch of one batch. */
export default defineSubstitute<typeof import('./solution.ts')>({
  place: 'trainStep',
  room: 'train',
  runs: ['line-three-ways', 'line-regression', 'plane-regression'],
  track: 'line-three-ways.7(batch=8)',
  differs: { 'sum-not-mean': /^update / },
  parts: ({ miniBatchEpoch }) => [
    lineStep((theta, x, y, eta) => miniBatchEpoch(theta, x, y, eta, y.length, Array.from(y.keys())).at(-1)!),
  ],
});
