/** Stochastic gradient descent; conventions and source in reference/sgdStep.ts. */
import type { Kernels } from '../Kernels.ts';
import type { GpuMemory } from './GpuMemory.ts';
import { update } from './update.ts';
import { wgsl } from './wgsl.ts';

export const sgdStep: Kernels<GpuMemory>['sgdStep'] = (parameter, grad, velocity, settings) => {
  const { lr, momentum, dampening, weightDecay, nesterov, first } = settings;
  update({
    key: velocity === null ? 'sgdStep' : 'sgdStep velocity',
    parameter,
    grad,
    memories: velocity === null ? {} : { velocity },
    constants: {
      lr,
      momentum,
      kept: 1 - dampening,
      decay: weightDecay,
      nesterov: Number(nesterov),
      first: Number(first),
    },
    body: wgsl`
  g += p.decay * parameter[at];
${
  velocity === null
    ? ''
    : `  let v = select(p.momentum * velocity[at] + p.kept * g, g, p.first == 1.0);
  velocity[at] = v;
  g = select(v, g + p.momentum * v, p.nesterov == 1.0);`
}
  parameter[at] -= p.lr * g;`,
  });
};
