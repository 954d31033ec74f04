/**
 * Adagrad: the gradient over the root of the sum of all its squares so far, so that often moved parameters move less and less.
 * Source: Duchi, Hazan & Singer, "Adaptive subgradient methods" (2011), figure 1, diagonal form; eps outside the root as in PyTorch.
 */
import type { Kernels } from '../Kernels.ts';
import { forEachRow } from './walk.ts';

export const adagradStep: Kernels['adagradStep'] = (parameter, grad, sum, { lr, eps, weightDecay }) => {
  forEachRow(grad.shape, [grad], (position, [base], length, [step]) => {
    for (let i = 0; i < length; i++) {
      const at = position + i;
      const g = grad.memory[base! + i * step!]! + weightDecay * parameter[at]!;
      sum[at]! += g * g;
      parameter[at]! -= (lr * g) / (Math.sqrt(sum[at]!) + eps);
    }
  });
};
