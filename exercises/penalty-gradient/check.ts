import type { Generator } from '#framework';
import { centralDifferences } from '../cases/differences.ts';
import { between, decimal } from '../cases/draw.ts';
import { defineExercise, known, trap } from '../grader/define.ts';

/** A weight that no nudge brings across 0, where |w| has its corner. */
const weight = (random: Generator): number => (random.uniform() < 0.5 ? -1 : 1) * between(random, 0.05, 3);
const weights = (random: Generator, n: number): number[] => Array.from({ length: n }, () => weight(random));
const strength = (random: Generator): number => between(random, 0.05, 0.9);

export default defineExercise({
  kind: 'function',
  name: 'penaltyGradient',
  args: ['w', 'isBias', 'l1', 'l2'],
  answer: 'slope',
  keepsArguments: true,
  cases: [
    // 0.5 · 1 + 0.25 · 2, −0.5 − 0.25 · 4, and a bias
    known('by-hand', 'two weights and a bias', [[2, -4, 3], [false, false, true], 0.5, 0.25]),
    known('both', 'both pulls, random', (random) => [
      weights(random, 5),
      [false, true, false, false, true],
      strength(random),
      strength(random) + 1,
    ]),
    trap('only-l1', 'only L1', (random) => [weights(random, 4), [false, false, true, false], strength(random), 0]),
    trap('only-l2', 'only L2', (random) => [weights(random, 4), [false, true, false, false], 0, strength(random)]),
    trap('zeros', 'weights of exactly 0', (random) => [
      [0, weight(random), 0, decimal(random) + 10],
      [false, false, false, false],
      strength(random),
      strength(random),
    ]),
    trap('biases', 'nothing but biases', (random) => [
      weights(random, 3),
      [true, true, true],
      strength(random),
      strength(random),
    ]),
    trap('one', 'a single weight', (random) => [[weight(random)], [false], strength(random), strength(random)]),
    trap('off', 'both strengths 0', (random) => [weights(random, 3), [false, false, true], 0, 0]),
  ],
  // Both penalties are made of pieces of parabolas: central differences are exact on them, and 0 at the corner.
  truth: (w: number[], isBias: boolean[], l1: number, l2: number) =>
    centralDifferences(
      (at) =>
        at.reduce((sum, value, i) => sum + (isBias[i] ? 0 : l1 * Math.max(value, -value) + 0.5 * l2 * value ** 2), 0),
      w,
      1e-3,
    ),
  truthTolerance: { atol: 1e-8, rtol: 1e-7 },
  sizes: (w: number[]) => ({ n: w.length }),
});
