/**
 * Stochastic gradient descent, with PyTorch's conventions: weight decay is added to the gradient, the first velocity is the
 * gradient itself, and the learning rate stands outside the velocity. Source: documentation of torch.optim.SGD; momentum
 * after Sutskever et al. (2013).
 */
import type { Kernels } from '../Kernels.ts';
import { forEachRow } from './walk.ts';

export const sgdStep: Kernels['sgdStep'] = (parameter, grad, velocity, settings) => {
  const { lr, momentum, dampening, weightDecay, nesterov, first } = settings;
  forEachRow(grad.shape, [grad], (position, [base], length, [step]) => {
    for (let i = 0; i < length; i++) {
      const at = position + i;
      let g = grad.memory[base! + i * step!]! + weightDecay * parameter[at]!;
      if (velocity !== null) {
        velocity[at] = first ? g : momentum * velocity[at]! + (1 - dampening) * g;
        g = nesterov ? g + momentum * velocity[at]! : velocity[at]!;
      }
      parameter[at]! -= lr * g;
    }
  });
};
