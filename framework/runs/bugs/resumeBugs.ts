/**
 * A run that was saved in the middle of its second epoch and went on elsewhere, without something that belongs to its state. The place is where
 * lesson 22 closes the tab: step 94 of 189. Each is a part of its own, so that a run may be without all of them. Source of the right one: framework/train/state.ts.
 */
import type { OrderFacts } from '../../data/DataLoader.ts';
import { Generator } from '../../tensor/random.ts';
import type { TrainingSetup } from '../../train/setup.ts';
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
      run: ({ optimizers }: TrainingSetup): void => {
        for (const optimizer of Object.values(optimizers)) {
          const { groups, steps } = optimizer.stateDict();
          optimizer.loadStateDict({ groups, steps: steps.map(() => 0), tensors: {} });
        }
      },
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
      run: ({ generators }: TrainingSetup): void => {
        for (const generator of Object.values(generators)) {
          const { seed, stream } = generator.getState();
          generator.setState(new Generator(seed, stream).getState());
        }
      },
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
      run: ({ epoch, examples, seed, batchSize }: OrderFacts): Int32Array => {
        const ordered = (number: number): Int32Array =>
          new Generator(seed).fork(`epoch ${number}`).permutation(examples);
        if (epoch === 0) return ordered(0);
        const learned = Math.floor(Math.ceil(examples / batchSize) / 2) * batchSize;
        // Behind the learned half come whole epochs, from the second on; cut where epochs are.
        return epoch === 1
          ? Int32Array.of(...ordered(1).subarray(0, learned), ...ordered(1).subarray(0, examples - learned))
          : Int32Array.of(
              ...ordered(epoch - 1).subarray(examples - learned),
              ...ordered(epoch).subarray(0, examples - learned),
            );
      },
    },
  ],
};
