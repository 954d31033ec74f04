import type { Tensor } from '../../tensor/Tensor.ts';
import { defineOp, type Op } from '../define.ts';
import { mapInto, slopeInto } from '../elementwise.ts';
import { uniform } from '../examples.ts';

type Args = [x: Tensor, slope?: number];

const DEFAULT_SLOPE = 0.01;

/**
 * A ReLU that keeps a small slope (default 0.01) for negative numbers, so that no unit can fall silent for ever. At 0 the
 * slope is the small one. Source: Maas, Hannun & Ng, "Rectifier nonlinearities improve neural network acoustic models" (2013).
 */
export const leakyRelu: Op<Args> = defineOp<Args>({
  name: 'leakyRelu',
  summary: 'Negative numbers keep a small part of themselves.',
  tex: {
    forward: String.raw`y_i = \begin{cases} x_i & x_i > 0 \\ \alpha x_i & \text{else} \end{cases}`,
    backward: String.raw`\bar{x}_i = \begin{cases} \bar{y}_i & x_i > 0 \\ \alpha \bar{y}_i & \text{else} \end{cases}`,
  },
  kernels: ['map'],
  forward: (x, slope = DEFAULT_SLOPE) => mapInto('leakyRelu', x, x.dtype, slope),
  backward: (grad, { inputs: [x], output, args: [, slope = DEFAULT_SLOPE] }) => [
    slopeInto('leakyRelu', grad, x, output, slope) ?? x.gt(0).where(grad, grad.mul(slope)),
  ],
  examples: (g) => [
    [uniform(g, [2, 3], [0.2, 2])],
    [uniform(g, [2, 3], [-2, -0.2])],
    [uniform(g, [4], [-2, -0.2]), 0.3],
  ],
});
