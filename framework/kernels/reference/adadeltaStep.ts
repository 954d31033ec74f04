/**
 * Adadelta: the gradient times the ratio of two running root mean squares, of past changes over past gradients, so that a step
 * has the parameter's own unit. Source: Zeiler, "ADADELTA" (2012), algorithm 1, with PyTorch's learning rate in front.
 */
import type { Kernels } from '../Kernels.ts';
import { forEachRow } from './walk.ts';

export const adadeltaStep: Kernels['adadeltaStep'] = (parameter, grad, squares, changes, settings) => {
  const { lr, rho, eps, weightDecay } = settings;
  forEachRow(grad.shape, [grad], (position, [base], length, [step]) => {
    for (let i = 0; i < length; i++) {
      const at = position + i;
      const g = grad.memory[base! + i * step!]! + weightDecay * parameter[at]!;
      squares[at] = rho * squares[at]! + (1 - rho) * g * g;
      const change = (Math.sqrt(changes[at]! + eps) / Math.sqrt(squares[at]! + eps)) * g;
      changes[at] = rho * changes[at]! + (1 - rho) * change * change;
      parameter[at]! -= lr * change;
    }
  });
};
