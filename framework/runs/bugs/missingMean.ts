import type { SubstitutedCall } from '../../tensor/substitutes.ts';
import type { Tensor } from '../../tensor/Tensor.ts';
import type { Bug } from './Bug.ts';

/** The loss is a mean and its gradient that of the sum: every step is as many times too long as there are examples. */
export const missingMean: Bug = {
  id: 'missing-mean',
  summary: 'The gradient of the loss is not divided by the number of examples.',
  runs: ['line-regression', 'line-three-ways', 'plane-regression', 'clouds-logistic'],
  substitutes: [
    {
      name: 'mse.backward',
      run: (grad: Tensor, { inputs }: SubstitutedCall) => {
        const [predictions, targets] = inputs as [Tensor, Tensor];
        return [predictions.sub(targets).mul(2).mul(grad), null];
      },
    },
    {
      name: 'bceWithLogits.backward',
      run: (grad: Tensor, { inputs }: SubstitutedCall) => {
        const [logits, targets] = inputs as [Tensor, Tensor];
        return inputs.map((_, i) => (i === 0 ? logits.sigmoid().sub(targets).mul(grad) : null));
      },
    },
  ],
};
