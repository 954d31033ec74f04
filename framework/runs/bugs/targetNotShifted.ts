import type { LoadedBatch } from '../../data/DataLoader.ts';
import type { Tensor } from '../../tensor/Tensor.ts';
import { unheard } from '../../trace/emit.ts';
import type { Metrics } from '../../train/setup.ts';
import { type Supervised, supervisedStep } from '../../train/supervised.ts';
import type { Bug } from './Bug.ts';

/** The letter to be said is the one just read: the loss falls to nearly nothing, because there is only to copy. */
export const targetNotShifted: Bug = {
  id: 'target-not-shifted',
  summary: 'The targets are the inputs, so that the network learns to repeat the letter it reads.',
  runs: ['names-rnn', 'names-lstm'],
  substitutes: [
    {
      name: 'trainStep',
      run: (parts: Supervised, batch: LoadedBatch): Metrics => {
        const [inputs, targets] = batch.tensors as [Tensor, Tensor];
        // Where a name is over, nothing counts: targets are negative there.
        const same = unheard(() => targets.lt(0).where(targets, inputs));
        return supervisedStep(parts, { ...batch, tensors: [inputs, same] });
      },
    },
  ],
};
