import type { Tensor } from '../../tensor/Tensor.ts';
import type { Op } from '../define.ts';
import { unaryOp } from '../elementwise.ts';

export const tanh: Op<[x: Tensor]> = unaryOp({
  name: 'tanh',
  summary: 'Hyperbolic tangent: squeezes every number into (-1, 1).',
  tex: { forward: String.raw`y_i = \tanh x_i`, backward: String.raw`\bar{x}_i = (1 - y_i^2) \, \bar{y}_i` },
  derivative: ({ grad, y }) => grad.sub(grad.mul(y).mul(y)),
});
