import { crossEntropy } from '../../ops/index.ts';
import type { Tensor } from '../../tensor/Tensor.ts';
import type { Bug } from './Bug.ts';

/** Probabilities where logits are wanted: for K classes the loss cannot fall below ln(e + K - 1) - 1. */
export const softmaxAppliedTwice: Bug = {
  id: 'softmax-applied-twice',
  summary: 'The loss gets probabilities and takes them for logits, so that softmax is applied twice.',
  runs: ['three-clouds', 'digits-cnn', 'digits-mlp', 'five-mlp'],
  substitutes: [
    {
      name: 'crossEntropy',
      run: (logits: Tensor, labels: Tensor, ...rest: [object?]) => crossEntropy(logits.softmax(1), labels, ...rest),
    },
  ],
};
