/** NAdam; formula and source in reference/nadamStep.ts. */
import type { Kernels } from '../Kernels.ts';
import type { GpuMemory } from './GpuMemory.ts';
import { update } from './update.ts';
import { wgsl } from './wgsl.ts';

export const nadamStep: Kernels<GpuMemory>['nadamStep'] = (parameter, grad, mean, variance, settings) => {
  const { lr, beta1, beta2, eps, weightDecay, momentum, nextMomentum, momentumProduct, step } = settings;
  update({
    key: 'nadamStep',
    parameter,
    grad,
    memories: { mean, variance },
    constants: {
      beta1,
      rest1: 1 - beta1,
      beta2,
      rest2: 1 - beta2,
      eps,
      decay: weightDecay,
      variance_correction: 1 - beta2 ** step,
      gradient_rate: (lr * (1 - momentum)) / (1 - momentumProduct),
      mean_rate: (lr * nextMomentum) / (1 - momentumProduct * nextMomentum),
    },
    body: wgsl`
  g += p.decay * parameter[at];
  mean[at] = p.beta1 * mean[at] + p.rest1 * g;
  variance[at] = p.beta2 * variance[at] + p.rest2 * g * g;
  let spread = sqrt(variance[at] / p.variance_correction) + p.eps;
  parameter[at] -= (p.gradient_rate * g + p.mean_rate * mean[at]) / spread;`,
  });
};
