/** Lion; formula and source in reference/lionStep.ts. */
import type { Kernels } from '../Kernels.ts';
import type { GpuMemory } from './GpuMemory.ts';
import { update } from './update.ts';
import { wgsl } from './wgsl.ts';

export const lionStep: Kernels<GpuMemory>['lionStep'] = (parameter, grad, mean, { lr, beta1, beta2, weightDecay }) => {
  update({
    key: 'lionStep',
    parameter,
    grad,
    memories: { mean },
    constants: { lr, beta1, rest1: 1 - beta1, beta2, rest2: 1 - beta2, decay: weightDecay },
    body: wgsl`
  let direction = sign(p.beta1 * mean[at] + p.rest1 * g);
  parameter[at] -= p.lr * (direction + p.decay * parameter[at]);
  mean[at] = p.beta2 * mean[at] + p.rest2 * g;`,
  });
};
