import type { Bug } from './Bug.ts';
import { flawedStep, loopRuns } from './flawedStep.ts';

/** The gradients of all steps pile up: momentum 1 without brakes. */
export const noZeroGrad: Bug = {
  id: 'no-zero-grad',
  summary: 'Gradients are never emptied, so that every step follows the sum of all before it.',
  runs: loopRuns,
  substitutes: flawedStep(['forward', 'backward', 'step']),
};
