import type { Tensor } from '../../tensor/Tensor.ts';
import type { Op } from '../define.ts';
import { unaryOp } from '../elementwise.ts';

export const square: Op<[x: Tensor]> = unaryOp({
  name: 'square',
  summary: 'The number times itself.',
  tex: { forward: String.raw`y_i = x_i^2`, backward: String.raw`\bar{x}_i = 2 x_i \bar{y}_i` },
  derivative: ({ grad, x }) => grad.mul(x).mul(2),
  result: (dtype) => dtype,
});
