import type { SubstitutedCall } from '../../tensor/substitutes.ts';
import type { Tensor } from '../../tensor/Tensor.ts';
import type { Bug } from './Bug.ts';

/** What was stretched over the batch gets the mean of what comes back instead of the sum: biases learn a batch's size too slowly. */
export const unbroadcastMeanNotSum: Bug = {
  id: 'unbroadcast-mean-not-sum',
  summary: 'A stretched operand gets the mean of the gradients of its copies, not their sum.',
  runs: ['moons-skip'],
  substitutes: [
    {
      name: 'add.backward',
      run: (grad: Tensor, { inputs }: SubstitutedCall) =>
        inputs.map(({ shape, size }) => grad.sumTo(shape).mul(size / grad.size)),
    },
  ],
};
