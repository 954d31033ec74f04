/**
 * NAdam: Adam that looks ahead: the mean gradient enters with the next step's momentum, the gradient itself with what is left
 * of this step's. Source: Dozat, "Incorporating Nesterov momentum into Adam" (2016), algorithm 8; momentum schedule as in PyTorch.
 */
import type { Kernels } from '../Kernels.ts';
import { forEachRow } from './walk.ts';

export const nadamStep: Kernels['nadamStep'] = (parameter, grad, mean, variance, settings) => {
  const { lr, beta1, beta2, eps, weightDecay, momentum, nextMomentum, momentumProduct, step: t } = settings;
  const varianceCorrection = 1 - beta2 ** t;
  const gradientRate = (lr * (1 - momentum)) / (1 - momentumProduct);
  const meanRate = (lr * nextMomentum) / (1 - momentumProduct * nextMomentum);
  forEachRow(grad.shape, [grad], (position, [base], length, [step]) => {
    for (let i = 0; i < length; i++) {
      const at = position + i;
      const g = grad.memory[base! + i * step!]! + weightDecay * parameter[at]!;
      mean[at] = beta1 * mean[at]! + (1 - beta1) * g;
      variance[at] = beta2 * variance[at]! + (1 - beta2) * g * g;
      const spread = Math.sqrt(variance[at]! / varianceCorrection) + eps;
      parameter[at]! -= (gradientRate * g + meanRate * mean[at]!) / spread;
    }
  });
};
