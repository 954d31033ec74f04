import type { SubstitutedCall } from '../../tensor/substitutes.ts';
import type { Tensor } from '../../tensor/Tensor.ts';
import type { Bug } from './Bug.ts';

/** b̄ is the sum of ȳ over the examples; here it is only the last one's: the line tilts at once and slides as many times too slowly. */
export const biasNotSummed: Bug = {
  id: 'bias-not-summed',
  summary: 'The gradient of the bias is that of the last example alone, not the sum over all.',
  runs: ['line-regression', 'line-three-ways', 'plane-regression'],
  substitutes: [
    {
      name: 'linear.backward',
      run: (grad: Tensor, { inputs }: SubstitutedCall) => {
        const [x, weight, bias] = inputs as [Tensor, Tensor, Tensor | undefined];
        const ofInput = x.requiresGrad ? grad.matmul(weight) : null;
        const ofWeight = grad.transpose().matmul(x);
        return bias === undefined ? [ofInput, ofWeight] : [ofInput, ofWeight, grad.select(0, grad.shape[0]! - 1)];
      },
    },
  ],
};
