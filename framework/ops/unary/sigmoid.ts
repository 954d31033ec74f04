import type { Tensor } from '../../tensor/Tensor.ts';
import type { Op } from '../define.ts';
import { unaryOp } from '../elementwise.ts';

export const sigmoid: Op<[x: Tensor]> = unaryOp({
  name: 'sigmoid',
  summary: 'Logistic function: squeezes every number into (0, 1), without overflow.',
  tex: {
    forward: String.raw`y_i = \frac{1}{1 + e^{-x_i}}`,
    backward: String.raw`\bar{x}_i = y_i (1 - y_i) \, \bar{y}_i`,
  },
  derivative: ({ grad, y }) => {
    const share = grad.mul(y);
    return share.sub(share.mul(y));
  },
});
