import { isFloat } from '../../tensor/dtype.ts';
import { ChalkgradError } from '../../tensor/errors.ts';
import type { Tensor } from '../../tensor/Tensor.ts';
import { defineOp, type Op } from '../define.ts';
import { mapInto } from '../elementwise.ts';
import { uniform } from '../examples.ts';

type Args = [x: Tensor, alpha?: number];

/**
 * An ELU whose slope at 0 is 1 for every α (default 1), so that it has no kink. Errors: α of 0.
 * Source: Barron, "Continuously differentiable exponential linear units" (2017).
 */
export const celu: Op<Args> = defineOp<Args>({
  name: 'celu',
  summary: 'Negative numbers bend down to a floor, with slope 1 at 0 whatever the floor.',
  tex: {
    forward: String.raw`y_i = \begin{cases} x_i & x_i > 0 \\ \alpha (e^{x_i / \alpha} - 1) & \text{else} \end{cases}`,
    backward: String.raw`\bar{x}_i = \begin{cases} \bar{y}_i & x_i > 0 \\ e^{x_i / \alpha} \bar{y}_i & \text{else} \end{cases}`,
  },
  kernels: ['map'],
  forward: (x, alpha = 1) => {
    if (alpha === 0) {
      throw new ChalkgradError('celu: alpha is 0, and x is divided by it', 'give another number; 1 is the usual one.');
    }
    return mapInto('celu', x, isFloat(x.dtype) ? x.dtype : 'float32', alpha);
  },
  backward: (grad, { inputs: [x], args: [, alpha = 1] }) => {
    const bend = x.clamp(undefined, 0).div(alpha).exp(); // clamped, so that the side not taken cannot overflow
    return [x.gt(0).where(grad, grad.mul(bend))];
  },
  examples: (g) => [
    [uniform(g, [2, 3], [0.2, 2])],
    [uniform(g, [2, 3], [-2, -0.2])],
    [uniform(g, [4], [-2, -0.2]), 0.5],
  ],
});
