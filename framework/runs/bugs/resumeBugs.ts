/**
 * A run that was saved in the middle of its second epoch and went on elsewhere, without something that belongs to its state. The place is where
 * lesson 22 closes the tab: step 94 of 189. Each is a part of its own, so that a run may be without all of them; the knob `resumeWith` takes them together. Source of the right one: framework/train/state.ts.
 */
import { forgetMemories, orderWithoutCursor, rewindStreams } from '../resumeWith.ts';
import type { Bug } from './Bug.ts';

const runs = ['digits-cnn'];

/** Weights alone: Adam's means are 0 again, and its updates are counted from 1. */
export const optimizerStateLost: Bug = {
  id: 'optimizer-state-lost',
  summary: 'In the middle of the second epoch the run is resumed without the optimizer’s memories.',
  runs,
  substitutes: [
    {
      name: 'resume.optimizers',
      run: forgetMemories,
    },
  ],
};

/** Dropout draws again what it drew at the beginning. */
export const rngStateLost: Bug = {
  id: 'rng-state-lost',
  summary: 'In the middle of the second epoch the run is resumed with its random streams at their beginning.',
  runs,
  substitutes: [
    {
      name: 'resume.generators',
      run: rewindStreams,
    },
  ],
};

/** The first half of the second epoch is learned twice, and everything behind it comes later. */
export const cursorLost: Bug = {
  id: 'cursor-lost',
  summary:
    'In the middle of the second epoch the run is resumed with the right weights at the beginning of that epoch.',
  runs,
  substitutes: [
    {
      name: 'DataLoader.order',
      run: orderWithoutCursor,
    },
  ],
};
