import type { Tensor } from '../../tensor/Tensor.ts';
import type { Op } from '../define.ts';
import { unaryOp } from '../elementwise.ts';

export const relu: Op<[x: Tensor]> = unaryOp({
  name: 'relu',
  summary: 'Negative numbers become 0. Its slope at 0 is taken as 0.',
  tex: {
    forward: String.raw`y_i = \max(x_i, 0)`,
    backward: String.raw`\bar{x}_i = \begin{cases} \bar{y}_i & x_i > 0 \\ 0 & \text{else} \end{cases}`,
  },
  derivative: ({ grad, x }) => grad.mul(x.isPositive()),
  result: (dtype) => dtype,
});
