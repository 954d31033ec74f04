import { defineSubstitute } from '../places/Substitute.ts';

/** Gradients come as one row a worker, each the mean over its examples. */
export default defineSubstitute<typeof import('./solution.ts')>({
  place: 'combineGradients',
  room: 'runs',
  runs: ['digits-workers'],
  track: 'digits-workers.7(epochs=3,shards=ragged)',
  isSilent: true,
  differs: { 'mean-of-means': /^update /, 'sum-not-mean': /^update / },
  parts: ({ combine }) => [
    {
      name: 'combineGradients',
      run: (means: readonly Float32Array[], examples: readonly number[]) => {
        const gradient = combine(
          means.map((mean) => [...mean]),
          [...examples],
        );
        if (!Array.isArray(gradient) || gradient.length !== means[0]!.length)
          throw new TypeError(`combine returned ${Array.isArray(gradient) ? gradient.length : 'no'} numbers`);
        return Float32Array.from(gradient);
      },
    },
  ],
});
