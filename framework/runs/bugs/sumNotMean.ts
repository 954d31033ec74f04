import { crossEntropy, mse } from '../../ops/index.ts';
import type { Tensor } from '../../tensor/Tensor.ts';
import type { Bug } from './Bug.ts';

/** The loss of a batch is the sum over its examples: every step is as many times too long. */
export const sumNotMean: Bug = {
  id: 'sum-not-mean',
  summary: 'The loss adds up the examples of a batch instead of taking their mean.',
  runs: ['line-regression', 'line-three-ways', 'three-clouds', 'digits-cnn', 'digits-mlp', 'five-mlp'],
  substitutes: [
    { name: 'mse', run: (outputs: Tensor, targets: Tensor) => mse(outputs, targets).mul(outputs.size) },
    {
      name: 'crossEntropy',
      run: (logits: Tensor, labels: Tensor, ...rest: [object?]) =>
        crossEntropy(logits, labels, ...rest).mul(logits.shape[0]!),
    },
  ],
};
