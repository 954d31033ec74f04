import { isFloat } from '../../tensor/dtype.ts';
import type { Tensor } from '../../tensor/Tensor.ts';
import { defineOp, type Op } from '../define.ts';
import { mapInto } from '../elementwise.ts';
import { uniform } from '../examples.ts';

type Args = [x: Tensor, min?: number | undefined, max?: number | undefined];

/**
 * Numbers below `min` become min, numbers above `max` become max; either may be left out. The gradient passes between the
 * bounds and on them.
 *
 * @example x.clamp(0, 1)
 * @example x.clamp(undefined, 6)
 */
export const clamp: Op<Args> = defineOp<Args>({
  name: 'clamp',
  summary: 'Numbers held between two bounds.',
  tex: {
    forward: String.raw`y_i = \min(\max(x_i, a), b)`,
    backward: String.raw`\bar{x}_i = [a \le x_i \le b] \, \bar{y}_i`,
  },
  kernels: ['map'],
  forward: (x, min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY) => {
    const whole = [min, max].every((bound) => Number.isInteger(bound) || Math.abs(bound) === Number.POSITIVE_INFINITY);
    return mapInto('clamp', x, isFloat(x.dtype) || whole ? x.dtype : 'float32', min, max);
  },
  backward: (grad, { inputs: [x], args: [, min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY] }) => [
    x.ge(min).logicalAnd(x.le(max)).where(grad, 0),
  ],
  examples: (g) => [
    [uniform(g, [2, 3], [-0.8, 0.8]), -1, 1],
    [uniform(g, [4], [1.2, 2]), -1, 1],
    [uniform(g, [4], [-2, -1.2]), undefined, 0],
    [uniform(g, [4], [-2, -1.2]), -1],
  ],
});
