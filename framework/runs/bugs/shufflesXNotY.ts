import { mse } from '../../ops/index.ts';
import { Generator } from '../../tensor/random.ts';
import { type Tensor, tensorFrom } from '../../tensor/Tensor.ts';
import { unheard } from '../../trace/emit.ts';
import type { Bug } from './Bug.ts';

/** Every row meets another row's target, always the same: nothing is left to learn but the mean. */
export const shufflesXNotY: Bug = {
  id: 'shuffles-x-not-y',
  summary: 'The rows of x are shuffled and those of y are not, so that each meets the target of another.',
  runs: ['rents'],
  substitutes: [
    {
      name: 'mse',
      // The pairs are the same when y is put into the order that x lost. The data come like that: it is no op of the step.
      run: (outputs: Tensor, targets: Tensor) => {
        const m = targets.shape[0]!;
        const order = new Generator(7).fork('epoch 0').permutation(m);
        const wrong = unheard(() => targets.indexSelect(0, tensorFrom(order, [m], 'int32')));
        return mse(outputs, wrong);
      },
    },
  ],
};
