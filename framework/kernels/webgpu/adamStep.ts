/** Adam and AdamW; formulas and sources in reference/adamStep.ts. */
import type { Kernels } from '../Kernels.ts';
import type { GpuMemory } from './GpuMemory.ts';
import { update } from './update.ts';
import { wgsl } from './wgsl.ts';

export const adamStep: Kernels<GpuMemory>['adamStep'] = (parameter, grad, mean, variance, settings) => {
  const { lr, beta1, beta2, eps, weightDecay, decoupled, step } = settings;
  update({
    key: 'adamStep',
    parameter,
    grad,
    memories: { mean, variance },
    constants: {
      lr,
      beta1,
      rest1: 1 - beta1, // in double precision: 1 - 0.999 has few digits left in f32
      beta2,
      rest2: 1 - beta2,
      eps,
      shrink: decoupled ? lr * weightDecay : 0,
      decay: decoupled ? 0 : weightDecay,
      mean_correction: 1 - beta1 ** step,
      variance_correction: 1 - beta2 ** step,
    },
    body: wgsl`
  var value = parameter[at];
  g += p.decay * value;
  value -= p.shrink * value;
  let m = p.beta1 * mean[at] + p.rest1 * g;
  let v = p.beta2 * variance[at] + p.rest2 * g * g;
  mean[at] = m;
  variance[at] = v;
  parameter[at] = value - p.lr * (m / p.mean_correction) / (sqrt(v / p.variance_correction) + p.eps);`,
  });
};
