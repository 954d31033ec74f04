import type { Tensor } from '../../tensor/Tensor.ts';
import { defineOp, type Op } from '../define.ts';
import { uniform } from '../examples.ts';
import { type Axes, keptShape } from './reduction.ts';
import { divisor, type VarianceOptions } from './variance.ts';

type Args = [x: Tensor, axes?: Axes | undefined, options?: VarianceOptions];

/** Standard deviation: root of the variance. Where everything is equal the slope is taken as 0. */
export const std: Op<Args> = defineOp<Args>({
  name: 'std',
  summary: 'Standard deviation over axes: root of the variance.',
  tex: {
    forward: String.raw`y_j = \sqrt{\frac{1}{m - c} \sum_{i=1}^{m} (x_{ij} - \mu_j)^2}`,
    backward: String.raw`\bar{x}_{ij} = \frac{x_{ij} - \mu_j}{(m - c) \, y_j} \, \bar{y}_j`,
  },
  kernels: ['reduce', 'zip', 'map'],
  forward: (x, axes, options) => x.variance(axes, options).sqrt(),
  backward: (grad, { inputs: [x], output: y, args: [, axes, options = {}] }) => {
    const flat = y.eq(0);
    const scale = flat
      .where(0, grad.div(flat.where(1, y)))
      .div(divisor('std', x, axes, options))
      .reshape(keptShape(x.shape, axes, 'std'));
    return [x.sub(x.mean(axes, { keepdim: true })).mul(scale)];
  },
  examples: (g) => [
    [uniform(g, [2, 3], [-1, 1])],
    [uniform(g, [2, 3, 4], [-1, 1]), [0, 2], { correction: 0 }],
    [uniform(g, [2, 3], [-1, 1]), -1, { keepdim: true }],
  ],
});
