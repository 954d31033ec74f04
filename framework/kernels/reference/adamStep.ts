/**
 * Adam: a running mean m of the gradient, a running mean v of its square, both corrected for starting at zero.
 * Source: Kingma & Ba, "Adam" (2015), algorithm 1. With `decoupled` decay it is AdamW: Loshchilov & Hutter, "Decoupled
 * weight decay regularization" (2019), algorithm 2. The eps stands outside the root, as in both papers and PyTorch.
 */
import type { Kernels } from '../Kernels.ts';
import { forEachRow } from './walk.ts';

export const adamStep: Kernels['adamStep'] = (parameter, grad, mean, variance, settings) => {
  const { lr, beta1, beta2, eps, weightDecay, decoupled, step: t } = settings;
  const meanCorrection = 1 - beta1 ** t;
  const varianceCorrection = 1 - beta2 ** t;
  forEachRow(grad.shape, [grad], (position, [base], length, [step]) => {
    for (let i = 0; i < length; i++) {
      const at = position + i;
      let g = grad.memory[base! + i * step!]!;
      if (decoupled) parameter[at]! -= lr * weightDecay * parameter[at]!;
      else g += weightDecay * parameter[at]!;
      mean[at] = beta1 * mean[at]! + (1 - beta1) * g;
      variance[at] = beta2 * variance[at]! + (1 - beta2) * g * g;
      parameter[at]! -= (lr * (mean[at]! / meanCorrection)) / (Math.sqrt(variance[at]! / varianceCorrection) + eps);
    }
  });
};
