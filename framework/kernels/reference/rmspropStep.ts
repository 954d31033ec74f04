/**
 * RMSprop: the gradient over the root of its running mean square. With `mean` the spread around the mean is taken instead
 * (centred), with `velocity` the quotient builds up speed. PyTorch's conventions: eps outside the root, learning rate outside
 * the velocity. Source: Hinton, "Neural networks for machine learning", lecture 6e (2012); centred: Graves (2013), §4.2.
 */
import type { Kernels } from '../Kernels.ts';
import { forEachRow } from './walk.ts';

export const rmspropStep: Kernels['rmspropStep'] = (parameter, grad, squares, mean, velocity, settings) => {
  const { lr, alpha, eps, momentum, weightDecay } = settings;
  forEachRow(grad.shape, [grad], (position, [base], length, [step]) => {
    for (let i = 0; i < length; i++) {
      const at = position + i;
      const g = grad.memory[base! + i * step!]! + weightDecay * parameter[at]!;
      squares[at] = alpha * squares[at]! + (1 - alpha) * g * g;
      let spread = squares[at]!;
      if (mean !== null) {
        mean[at] = alpha * mean[at]! + (1 - alpha) * g;
        spread -= mean[at]! * mean[at]!;
      }
      let change = g / (Math.sqrt(spread) + eps);
      if (velocity !== null) {
        velocity[at] = momentum * velocity[at]! + change;
        change = velocity[at]!;
      }
      parameter[at]! -= lr * change;
    }
  });
};
