import type { Bug } from './Bug.ts';
import { flawedStep, loopRuns } from './flawedStep.ts';

/** One behind: the first update has no gradients at all. (Between forward and backward the framework refuses it: the weights would be others.) */
export const stepBeforeBackward: Bug = {
  id: 'step-before-backward',
  summary: 'The update comes before the way back, so that every step uses the gradients of the last batch.',
  runs: loopRuns,
  substitutes: flawedStep(['step', 'zeroGrad', 'forward', 'backward']),
};
