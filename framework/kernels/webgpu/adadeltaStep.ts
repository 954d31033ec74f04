/** Adadelta; formula and source in reference/adadeltaStep.ts. */
import type { Kernels } from '../Kernels.ts';
import type { GpuMemory } from './GpuMemory.ts';
import { update } from './update.ts';
import { wgsl } from './wgsl.ts';

export const adadeltaStep: Kernels<GpuMemory>['adadeltaStep'] = (parameter, grad, squares, changes, settings) => {
  const { lr, rho, eps, weightDecay } = settings;
  update({
    key: 'adadeltaStep',
    parameter,
    grad,
    memories: { squares, changes },
    constants: { lr, rho, rest: 1 - rho, eps, decay: weightDecay },
    body: wgsl`
  g += p.decay * parameter[at];
  squares[at] = p.rho * squares[at] + p.rest * g * g;
  let change = sqrt(changes[at] + p.eps) / sqrt(squares[at] + p.eps) * g;
  changes[at] = p.rho * changes[at] + p.rest * change * change;
  parameter[at] -= p.lr * change;`,
  });
};
