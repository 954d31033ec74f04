import { hinge, nll } from '../../ops/index.ts';
import type { Tensor } from '../../tensor/Tensor.ts';
import type { Bug } from './Bug.ts';

/** A kind mistake: the loss expects another shape or other labels, and the framework says so at the first step. */
export const lossDoesNotFitOutput: Bug = {
  id: 'loss-does-not-fit-output',
  summary:
    'The loss is one for another kind of answer: classes where a number is asked for, or a number where classes are.',
  runs: ['sine-gru', 'credit-logistic', 'motif-cnn', 'reviews-transformer'],
  substitutes: [
    { name: 'mse', run: (outputs: Tensor, targets: Tensor) => nll(outputs, targets) },
    { name: 'bceWithLogits', run: (outputs: Tensor, targets: Tensor) => nll(outputs, targets) },
    { name: 'crossEntropy', run: (outputs: Tensor, targets: Tensor) => hinge(outputs, targets) },
  ],
};
