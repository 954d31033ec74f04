import type { Bug } from './Bug.ts';

/** Patience is counted as it should be, and then the weights of the last look are put back: it stopped for nothing. */
export const keepsLastNotBest: Bug = {
  id: 'keeps-last-not-best',
  summary:
    'At every look the weights are kept, whatever they cost, so that stopping brings back the last and not the best.',
  runs: ['digits-mlp', 'noisy-moons'],
  substitutes: [{ name: 'keepBest', run: () => true }],
};
