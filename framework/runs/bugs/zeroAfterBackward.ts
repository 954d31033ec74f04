import type { Bug } from './Bug.ts';
import { flawedStep, loopRuns } from './flawedStep.ts';

/** The gradients are gone before anyone used them. */
export const zeroAfterBackward: Bug = {
  id: 'zero-after-backward',
  summary: 'The gradients are emptied between the way back and the update, so that nothing is learned.',
  runs: loopRuns,
  substitutes: flawedStep(['forward', 'backward', 'zeroGrad', 'step']),
};
