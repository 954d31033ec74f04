import type { Tensor } from '../../tensor/Tensor.ts';
import type { Op } from '../define.ts';
import { unaryOp } from '../elementwise.ts';

export const sinh: Op<[x: Tensor]> = unaryOp({
  name: 'sinh',
  summary: 'Hyperbolic sine: half the difference of e^x and e^-x.',
  tex: {
    forward: String.raw`y_i = \frac{e^{x_i} - e^{-x_i}}{2}`,
    backward: String.raw`\bar{x}_i = \cosh(x_i) \, \bar{y}_i`,
  },
  derivative: ({ grad, x }) => grad.mul(x.cosh()),
});
