import { isFloat } from '../../tensor/dtype.ts';
import { ChalkgradError } from '../../tensor/errors.ts';
import type { Tensor } from '../../tensor/Tensor.ts';
import { defineOp, type Op } from '../define.ts';
import { mapInto } from '../elementwise.ts';
import { uniform } from '../examples.ts';

type Args = [x: Tensor, threshold: number, value: number];

/**
 * Numbers above the threshold stay, all others become `value` and pass no gradient. threshold(0, 0) is the ReLU.
 *
 * @example pixels.threshold(0.5, 0) // what is dim becomes black
 */
export const threshold: Op<Args> = defineOp<Args>({
  name: 'threshold',
  summary: 'Numbers up to a threshold are replaced by one value.',
  tex: {
    forward: String.raw`y_i = \begin{cases} x_i & x_i > t \\ v & \text{else} \end{cases}`,
    backward: String.raw`\bar{x}_i = [x_i > t] \, \bar{y}_i`,
  },
  kernels: ['map'],
  forward: (x, bound, value) => {
    if (typeof bound !== 'number' || typeof value !== 'number') {
      throw new ChalkgradError(
        'threshold: it needs a threshold and a value',
        'two numbers: x.threshold(0.5, 0); to cut off at both ends see clamp.',
      );
    }
    const whole = Number.isInteger(bound) && Number.isInteger(value);
    return mapInto('threshold', x, isFloat(x.dtype) || whole ? x.dtype : 'float32', bound, value);
  },
  backward: (grad, { inputs: [x], args: [, bound] }) => [x.le(bound).where(0, grad)],
  examples: (g) => [
    [uniform(g, [2, 3], [0.7, 2]), 0.5, -1],
    [uniform(g, [2, 3], [-2, 0.3]), 0.5, 20],
    [uniform(g, [4], [-2, -1.2]), -1, 0],
  ],
});
