import type { Generator } from '#framework';
import { whole } from '../cases/draw.ts';
import { defineExercise, known, trap } from '../grader/define.ts';

type Sighting = readonly [epoch: number, value: number, weights: readonly number[]];

/** Quarters: equal where they look equal. */
const quarter = (random: Generator, from = 1, to = 40): number => whole(random, from, to) / 4;
const weights = (random: Generator): number[] => [quarter(random, -20, 20), quarter(random, -20, 20)];

const seen = (random: Generator, values: readonly number[]): Sighting[] =>
  values.map((value, epoch) => [epoch, value, weights(random)]);

/** Four values of which each is above the one before. */
function rising(random: Generator): [number, number, number, number] {
  const first = quarter(random, 1, 8);
  const second = first + quarter(random, 1, 8);
  const third = second + quarter(random, 1, 8);
  return [first, second, third, third + quarter(random, 1, 8)];
}

/** At each moment: of all values so far the earliest of the best, found by sorting. */
function byHand(mode: 'min' | 'max', sightings: readonly Sighting[]) {
  const sign = mode === 'min' ? 1 : -1;
  return sightings.map((sighting, i) => {
    const numbers = sightings.slice(0, i + 1).filter(([, value]) => !Number.isNaN(value));
    const best = [...numbers].sort(([e, a], [f, b]) => sign * (a - b) || e - f)[0];
    return { kept: best === sighting, epoch: best?.[0] ?? -1, weights: [...(best?.[2] ?? [])] };
  });
}

export default defineExercise({
  kind: 'framework',
  name: 'Best',
  args: ['mode', 'sightings'],
  answer: 'seen',
  cases: [
    known('falls-then-rises', 'a loss that falls, then rises', (random) => {
      const [a, b, c, d] = rising(random);
      return ['min', seen(random, [d, b, a, c])];
    }),
    known('accuracy', 'an accuracy: more is better', (random) => {
      const [a, b, c, d] = rising(random);
      return ['max', seen(random, [a, c, d, b])];
    }),
    known('nothing-yet', 'only one value', (random) => ['min', seen(random, [quarter(random)])]),
    trap('equal-min', 'the same loss twice: the earlier stays', (random) => {
      const [a, b, c] = rising(random);
      return ['min', seen(random, [b, a, c, a])];
    }),
    trap('equal-max', 'the same accuracy twice: the earlier stays', (random) => {
      const [a, b, c] = rising(random);
      return ['max', seen(random, [a, c, b, c])];
    }),
    trap('nan-first', 'NaN at epoch 0', (random) => {
      const [a, b, c] = rising(random);
      return ['min', seen(random, [Number.NaN, b, a, c])];
    }),
    trap('nan-later', 'NaN in the middle', (random) => {
      const [a, b, c, d] = rising(random);
      return ['min', seen(random, [c, b, Number.NaN, d, a])];
    }),
    trap('nan-later-max', 'NaN in the middle of accuracies', (random) => {
      const [a, b, c, d] = rising(random);
      return ['max', seen(random, [b, c, Number.NaN, a, d])];
    }),
    trap('nan-only', 'nothing but NaN', (random) => ['max', seen(random, [Number.NaN, Number.NaN])]),
    trap('below-zero', 'scores below zero: more is better', (random) => {
      const [a, b, c] = rising(random);
      return ['max', seen(random, [-b, -a, -c])];
    }),
  ],
  truth: byHand,
});
