/**
 * Lion: every parameter moves by the same amount, only the sign is asked: of a mix of gradient and its running mean. Decay acts
 * on the parameter itself. Source: Chen et al., "Symbolic discovery of optimization algorithms" (2023), program 1.
 */
import type { Kernels } from '../Kernels.ts';
import { forEachRow } from './walk.ts';

export const lionStep: Kernels['lionStep'] = (parameter, grad, mean, { lr, beta1, beta2, weightDecay }) => {
  forEachRow(grad.shape, [grad], (position, [base], length, [step]) => {
    for (let i = 0; i < length; i++) {
      const at = position + i;
      const g = grad.memory[base! + i * step!]!;
      const direction = Math.sign(beta1 * mean[at]! + (1 - beta1) * g);
      parameter[at]! -= lr * (direction + weightDecay * parameter[at]!);
      mean[at] = beta2 * mean[at]! + (1 - beta2) * g;
    }
  });
};
