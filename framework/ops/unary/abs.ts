import type { Tensor } from '../../tensor/Tensor.ts';
import type { Op } from '../define.ts';
import { unaryOp } from '../elementwise.ts';

export const abs: Op<[x: Tensor]> = unaryOp({
  name: 'abs',
  summary: 'Distance from zero. Its slope at 0 is taken as 0.',
  tex: { forward: String.raw`y_i = |x_i|`, backward: String.raw`\bar{x}_i = \operatorname{sign}(x_i) \, \bar{y}_i` },
  derivative: ({ grad, x }) => grad.mul(x.sign()),
  domain: [0.3, 2],
  result: (dtype) => dtype,
});
