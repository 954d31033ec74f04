/** RMSprop, plain or centred, with or without velocity; formulas and sources in reference/rmspropStep.ts. */
import type { Kernels } from '../Kernels.ts';
import type { GpuMemory } from './GpuMemory.ts';
import { update } from './update.ts';
import { wgsl } from './wgsl.ts';

export const rmspropStep: Kernels<GpuMemory>['rmspropStep'] = (parameter, grad, squares, mean, velocity, settings) => {
  const { lr, alpha, eps, momentum, weightDecay } = settings;
  update({
    key: `rmspropStep${mean === null ? '' : ' mean'}${velocity === null ? '' : ' velocity'}`,
    parameter,
    grad,
    memories: { squares, ...(mean === null ? {} : { mean }), ...(velocity === null ? {} : { velocity }) },
    constants: { lr, alpha, rest: 1 - alpha, eps, momentum, decay: weightDecay },
    body: wgsl`
  g += p.decay * parameter[at];
  squares[at] = p.alpha * squares[at] + p.rest * g * g;
  var spread = squares[at];
${
  mean === null
    ? ''
    : `  mean[at] = p.alpha * mean[at] + p.rest * g;
  spread -= mean[at] * mean[at];`
}
  var change = g / (sqrt(spread) + p.eps);
${
  velocity === null
    ? ''
    : `  change += p.momentum * velocity[at];
  velocity[at] = change;`
}
  parameter[at] -= p.lr * change;`,
  });
};
