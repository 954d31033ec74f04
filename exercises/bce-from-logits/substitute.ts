import { bceWithLogits, inScope, noGrad, tensor } from '#framework';
import { defineSubstitute } from '../places/Substitute.ts';

/**
 * Of the plain mean, as these runs take it. The answer's number stands in the place of ours, the way back stays ours: what is added is what
 * the two differ by.
 */
export default defineSubstitute<typeof import('./solution.ts')>({
  place: 'bceWithLogits',
  room: 'ops',
  runs: ['clouds-logistic', 'credit-logistic', 'ring-gan'],
  track: 'clouds-logistic.7',
  differs: { 'missing-one-minus-y-term': /^forward .*yours$/, 'log2-not-ln': /^forward .*yours$/ },
  parts: ({ bceFromLogits }) => [
    {
      name: 'bceWithLogits',
      run: (...[logits, targets, options]: Parameters<typeof bceWithLogits>) => {
        const ours = bceWithLogits(logits, targets, options);
        if (Object.values(options ?? {}).some((value) => value !== undefined)) return ours;
        const answer = bceFromLogits(Array.from(logits.dataSync()), Array.from(targets.dataSync()));
        if (typeof answer !== 'number') throw new TypeError(`returned a ${typeof answer} where one number belongs`);
        const difference = answer - noGrad(() => ours.itemSync());
        return inScope('yours', () => ours.add(tensor(difference, { dtype: ours.dtype })));
      },
    },
  ],
});
