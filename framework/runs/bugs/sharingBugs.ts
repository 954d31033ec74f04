/** Mistakes where people's data must not be told: an average of owners, and a gradient that hides each person. */
import type { Generator } from '../../tensor/random.ts';
import { lengthOf, type PrivacySettings, privateGradient } from '../privateStep.ts';
import type { Bug } from './Bug.ts';

/** A bank with fifty customers has the same say as one with fourteen hundred. */
export const unweightedAverage: Bug = {
  id: 'unweighted-average',
  summary: 'Every owner counts the same in the average, however few people it has.',
  runs: ['credit-owners'],
  substitutes: [
    {
      name: 'federatedAverage',
      run: (learned: readonly Float64Array[][]) =>
        learned[0]!.map((values, p) =>
          Float64Array.from(values, (_, i) => learned.reduce((sum, own) => sum + own[p]![i]!, 0) / learned.length),
        ),
    },
  ],
};

type Each = readonly (readonly ArrayLike<number>[])[];

/** One person who is far off still moves the mean as far as it likes: only the sum of all is held short. */
export const clipsTheMeanNotEach: Bug = {
  id: 'clips-the-mean-not-each',
  summary: 'The mean of the gradients is clipped, not the gradient of each person.',
  runs: ['credit-logistic'],
  substitutes: [
    {
      name: 'privateGradient',
      run: (each: Each, settings: PrivacySettings) => {
        const mean = privateGradient(each, { ...settings, clip: Number.MAX_VALUE, sigma: 0 });
        const factor = Math.min(1, settings.clip / lengthOf(mean));
        return mean.map((values) => Array.from(values, (value) => factor * value + noiseOf(settings, each.length)));
      },
    },
  ],
};

/** As many draws as people: they add up to a noise that is √m times too loud. */
export const noiseBeforeSum: Bug = {
  id: 'noise-before-sum',
  summary: 'Noise is put on every person’s gradient before they are summed, not once on the sum.',
  runs: ['credit-logistic'],
  substitutes: [
    {
      name: 'privateGradient',
      run: (each: Each, settings: PrivacySettings) => {
        const clipped = privateGradient(each, { ...settings, sigma: 0 });
        return clipped.map((values) =>
          Array.from(values, (value) => {
            let noise = 0;
            for (let person = 0; person < each.length; person++) noise += noiseOf(settings, each.length);
            return value + noise;
          }),
        );
      },
    },
  ],
};

const noiseOf = (
  { sigma, clip, noise }: { readonly sigma: number; readonly clip: number; readonly noise: Generator },
  people: number,
): number => (sigma === 0 ? 0 : (sigma * clip * noise.normal()) / people);
