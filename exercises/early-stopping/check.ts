import type { Generator } from '#framework';
import { whole } from '../cases/draw.ts';
import { defineExercise, known, trap } from '../grader/define.ts';

/** Sixteenths, so that a loss minus minDelta is exact, and ties are ties. */
const sixteenth = 1 / 16;

/** Losses that fall, turn and climb, with some unrest. */
const turning = (random: Generator, n: number): number[] => {
  const turn = Math.floor(n / 3);
  return Array.from({ length: n }, (_, e) => 1 + sixteenth * (3 * Math.abs(e - turn) + whole(random, 0, 5)));
};

/** Slow up and down: better than the epoch before, but not than the best. */
const sawtooth = (random: Generator, n: number): number[] => {
  const low = whole(random, 4, 8);
  return Array.from({ length: n }, (_, e) => sixteenth * (e === 0 ? low : low + 12 - (e % 4)));
};

/** The epochs that were better than all before: each beats the last of them. */
function records(losses: readonly number[], minDelta: number): readonly number[] {
  const beats = (a: number, b: number): boolean => (Number.isNaN(b) ? !Number.isNaN(a) : b - a > minDelta);
  const found = [0];
  for (const [e, loss] of losses.entries()) if (e > 0 && beats(loss, losses[found.at(-1)!]!)) found.push(e);
  return found;
}

export default defineExercise({
  kind: 'function',
  name: 'stopAt',
  args: ['losses', 'patience', 'minDelta'],
  answer: '[stopEpoch, bestEpoch]',
  keepsArguments: true,
  cases: [
    known('by-hand', 'a turn at epoch 2, patience 2', [[1, 0.75, 0.5, 0.625, 0.75, 0.875], 2, 0]),
    known('turns', 'a fall, a turn and a climb, random', (random) => [turning(random, 18), 3, 0]),
    known('never', 'patience longer than the training', (random) => [turning(random, 12), 40, 0]),
    trap('plateau', 'the same loss again and again', (random) => [
      [...Array.from({ length: 9 }, () => 0.5), 0.25 + sixteenth * whole(random, 0, 2)],
      4,
      0,
    ]),
    trap('exactly', 'better by exactly minDelta', (random) => {
      const from = whole(random, 20, 30);
      return [Array.from({ length: 9 }, (_, e) => sixteenth * (from - e)), 3, sixteenth];
    }),
    trap('small-steps', 'small steps, a larger minDelta', (random) => [turning(random, 15), 4, 0.25]),
    trap('best-first', 'the first epoch is the best', (random) => [sawtooth(random, 14), 6, 0]),
    trap('one', 'patience 1', (random) => [turning(random, 14), 1, 0]),
    trap('late', 'a new best just in time, and once more', (random) => {
      const low = whole(random, 8, 12);
      return [
        [low, low + 2, low + 1, low - 1, low, low + 3, low - 2, low, low + 1, low + 1, low - 6].map(
          (k) => k * sixteenth,
        ),
        3,
        0,
      ];
    }),
    trap('nan-first', 'NaN in the first epoch', (random) => [[Number.NaN, ...turning(random, 10)], 3, 0]),
    trap('nan-later', 'NaN later', (random) => {
      const losses = turning(random, 12);
      return [[...losses.slice(0, 3), Number.NaN, ...losses.slice(3, 5), Number.NaN, ...losses.slice(5)], 3, 0];
    }),
    trap('nan-only', 'nothing but NaN', [[Number.NaN, Number.NaN, Number.NaN, Number.NaN], 2, 0]),
    trap('single', 'a single epoch', (random) => [[sixteenth * whole(random, 1, 30)], 2, 0]),
  ],
  // Between two bests lies a gap. The first gap longer than patience ends it.
  truth: (losses: number[], patience: number, minDelta: number) => {
    const best = records(losses, minDelta);
    const last = losses.length - 1;
    const k = best.findIndex((e, i) => (best[i + 1] ?? Number.POSITIVE_INFINITY) > e + patience);
    return [Math.min(best[k]! + patience, last), best[k]!];
  },
  sizes: (losses: number[], patience: number) => ({ epochs: losses.length, patience }),
});
