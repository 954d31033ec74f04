import type { Tensor } from '../../tensor/Tensor.ts';
import type { Op } from '../define.ts';
import { unaryOp } from '../elementwise.ts';

export const cosh: Op<[x: Tensor]> = unaryOp({
  name: 'cosh',
  summary: 'Hyperbolic cosine: half the sum of e^x and e^-x, the shape of a hanging chain.',
  tex: {
    forward: String.raw`y_i = \frac{e^{x_i} + e^{-x_i}}{2}`,
    backward: String.raw`\bar{x}_i = \sinh(x_i) \, \bar{y}_i`,
  },
  derivative: ({ grad, x }) => grad.mul(x.sinh()),
});
