import { isFloat } from '../../tensor/dtype.ts';
import type { Tensor } from '../../tensor/Tensor.ts';
import { defineOp, type Op } from '../define.ts';
import { mapInto } from '../elementwise.ts';
import { uniform } from '../examples.ts';

type Args = [x: Tensor, alpha?: number];

/**
 * A ReLU whose negative side bends smoothly down to -α (default 1). Source: Clevert, Unterthiner & Hochreiter (2016).
 */
export const elu: Op<Args> = defineOp<Args>({
  name: 'elu',
  summary: 'Negative numbers bend smoothly down to a floor.',
  tex: {
    forward: String.raw`y_i = \begin{cases} x_i & x_i > 0 \\ \alpha (e^{x_i} - 1) & \text{else} \end{cases}`,
    backward: String.raw`\bar{x}_i = \begin{cases} \bar{y}_i & x_i > 0 \\ \alpha e^{x_i} \bar{y}_i & \text{else} \end{cases}`,
  },
  kernels: ['map'],
  forward: (x, alpha = 1) => mapInto('elu', x, isFloat(x.dtype) ? x.dtype : 'float32', alpha),
  backward: (grad, { inputs: [x], args: [, alpha = 1] }) => {
    const bend = x.clamp(undefined, 0).exp().mul(alpha); // clamped, so that the side not taken cannot overflow
    return [x.gt(0).where(grad, grad.mul(bend))];
  },
  examples: (g) => [
    [uniform(g, [2, 3], [0.2, 2])],
    [uniform(g, [2, 3], [-2, -0.2])],
    [uniform(g, [4], [-2, -0.2]), 0.5],
  ],
});
