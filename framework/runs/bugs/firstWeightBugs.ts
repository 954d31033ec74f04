/** Three mistakes in the first weights. */
import { constant_, type FirstWeights } from '../../nn/init.ts';
import type { Bug } from './Bug.ts';

/** All alike, so all units get one gradient and stay one unit. */
export const zeroInitSymmetry: Bug = {
  id: 'zero-init-symmetry',
  summary: 'The weights begin all alike, so that all units stay one unit.',
  runs: ['spiral-mlp', 'deep-stack'],
  substitutes: [{ name: 'firstWeights', run: ({ weight }: FirstWeights) => constant_(weight, 0) }],
};

/** The rule speaks of the variance; its root was forgotten. The signal shrinks layer by layer. */
export const stdUsedAsVariance: Bug = {
  id: 'std-used-as-variance',
  summary: 'The variance that the rule asks for is taken for the standard deviation: the weights are too small.',
  runs: ['spiral-mlp', 'deep-stack'],
  substitutes: [{ name: 'firstWeights', run: ({ weight, std }: FirstWeights) => weight.copyFrom_(weight.mul(std)) }],
};

/** Harmless where a layer is square. */
export const fanInOutSwapped: Bug = {
  id: 'fan-in-out-swapped',
  summary: 'The spread of the first weights goes by the number of outputs, where that of the inputs is meant.',
  runs: ['spiral-mlp', 'deep-stack'],
  substitutes: [
    {
      name: 'firstWeights',
      run: ({ weight, fanIn, fanOut }: FirstWeights) => weight.copyFrom_(weight.mul(Math.sqrt(fanIn / fanOut))),
    },
  ],
};
