import type { SubstitutedCall } from '../../tensor/substitutes.ts';
import type { Tensor } from '../../tensor/Tensor.ts';
import type { Bug } from './Bug.ts';

/** The derivative of a mean is 1/m to each; here it is 1: all gradients are m times too long, and right in their directions. */
export const meanNotDivided: Bug = {
  id: 'mean-not-divided',
  summary: 'The way back through the mean of the losses hands every example the whole gradient, not its share.',
  runs: ['moons-skip'],
  substitutes: [
    {
      name: 'crossEntropy.backward',
      run: (grad: Tensor, { args }: SubstitutedCall) => {
        const [logits, labels] = args as [Tensor, Tensor];
        return [logits.softmax(1).sub(labels.oneHot(logits.shape[1]!).to(logits.dtype)).mul(grad)];
      },
    },
  ],
};
