/**
 * A run that was saved in the middle of its second epoch and went on elsewhere, with some of what belongs to its state: lesson 22 closes the tab
 * at step 94 of 189. What of it a file must hold: framework/train/state.ts.
 */
import type { OrderFacts } from '../data/DataLoader.ts';
import type { Sampler } from '../data/Sampler.ts';
import { Generator } from '../tensor/random.ts';
import type { TrainingSetup } from '../train/setup.ts';
import { choice } from './knobs.ts';

/** Each has what stands before it, too. With the cursor, its place in the data, nothing is lost: as if the run had never stopped. */
export const resumeKnob = choice(['weights', 'optimizer', 'random', 'cursor'], 'cursor');
export type ResumeWith = (typeof resumeKnob.options)[number];

/** The optimizer's means are 0 again, and its updates are counted from 1. */
export function forgetMemories({ optimizers }: TrainingSetup): void {
  for (const optimizer of Object.values(optimizers)) {
    const { groups, steps } = optimizer.stateDict();
    optimizer.loadStateDict({ groups, steps: steps.map(() => 0), tensors: {} });
  }
}

/** Dropout draws again what it drew at the beginning. */
export function rewindStreams({ generators }: TrainingSetup): void {
  for (const generator of Object.values(generators)) {
    const { seed, stream } = generator.getState();
    generator.setState(new Generator(seed, stream).getState());
  }
}

/** The first half of the second epoch comes twice, and everything behind it comes later. */
export function orderWithoutCursor({ epoch, examples, seed, batchSize }: OrderFacts): Int32Array<ArrayBuffer> {
  const ordered = (number: number): Int32Array => new Generator(seed).fork(`epoch ${number}`).permutation(examples);
  if (epoch === 0) return Int32Array.from(ordered(0));
  const learned = Math.floor(Math.ceil(examples / batchSize) / 2) * batchSize;
  // Behind the learned half come whole epochs, from the second on; cut where epochs are.
  return epoch === 1
    ? Int32Array.of(...ordered(1).subarray(0, learned), ...ordered(1).subarray(0, examples - learned))
    : Int32Array.of(
        ...ordered(epoch - 1).subarray(examples - learned),
        ...ordered(epoch).subarray(0, examples - learned),
      );
}

/** The same as whoever orders the examples of a loader. */
export const samplerWithoutCursor = (facts: Omit<OrderFacts, 'epoch'>): Sampler => ({
  length: facts.examples,
  order: (epoch) => orderWithoutCursor({ ...facts, epoch }),
});

/** In the middle of the second epoch the setup forgets what was not kept; its loader's order is the caller's. */
export function resumedWith(setup: TrainingSetup, kept: ResumeWith): TrainingSetup {
  const forgets = [
    ...(kept === 'weights' ? [forgetMemories] : []),
    ...(kept === 'weights' || kept === 'optimizer' ? [rewindStreams] : []),
  ];
  if (forgets.length === 0) return setup;
  const half = setup.loader.length + Math.floor(setup.loader.length / 2);
  return {
    ...setup,
    schedule: (step) => {
      if (step === half) for (const forget of forgets) forget(setup);
      setup.schedule?.(step);
    },
  };
}
