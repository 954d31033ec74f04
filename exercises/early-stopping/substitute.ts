import { defineSubstitute } from '../places/Substitute.ts';

export default defineSubstitute<typeof import('./solution.ts')>({
  place: 'earlyStopping',
  room: 'train',
  needs: { patience: '5' },
  runs: ['noisy-moons', 'digits-mlp'],
  // An epoch is one batch, and the rate too large: the held-out loss climbs at once.
  track: 'digits-mlp.7(batch=64,lr=0.3,patience=2,schedule=none)',
  isSilent: true,
  differs: { 'patience-off-by-one': /^forward network\.hidden$/, 'keeps-last-not-best': /^forward network\.hidden$/ },
  parts: ({ stopAt }) => [
    {
      name: 'earlyStopping',
      run: (losses: number[], patience: number): { isKept: boolean; stops: boolean } => {
        // At the end of its list an answer says the last epoch, stopped or not: one more look that is never better tells them apart.
        const answer: unknown = stopAt([...losses, Number.POSITIVE_INFINITY], patience, 0);
        if (!Array.isArray(answer) || !answer.every(Number.isInteger))
          throw new TypeError('returned no epoch to stop at, and none that is best');
        const [stop, best] = answer as [number, number];
        const last = losses.length - 1;
        return { isKept: best === last, stops: stop <= last };
      },
    },
  ],
});
