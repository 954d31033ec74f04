/** Adagrad; formula and source in reference/adagradStep.ts. */
import type { Kernels } from '../Kernels.ts';
import type { GpuMemory } from './GpuMemory.ts';
import { update } from './update.ts';
import { wgsl } from './wgsl.ts';

export const adagradStep: Kernels<GpuMemory>['adagradStep'] = (parameter, grad, sum, { lr, eps, weightDecay }) => {
  update({
    key: 'adagradStep',
    parameter,
    grad,
    memories: { sum },
    constants: { lr, eps, decay: weightDecay },
    body: wgsl`
  g += p.decay * parameter[at];
  sum[at] += g * g;
  parameter[at] -= p.lr * g / (sqrt(sum[at]) + p.eps);`,
  });
};
