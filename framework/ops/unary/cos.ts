import type { Tensor } from '../../tensor/Tensor.ts';
import type { Op } from '../define.ts';
import { unaryOp } from '../elementwise.ts';

export const cos: Op<[x: Tensor]> = unaryOp({
  name: 'cos',
  summary: 'Cosine of an angle in radians, element by element.',
  tex: { forward: String.raw`y_i = \cos x_i`, backward: String.raw`\bar{x}_i = -\sin(x_i) \, \bar{y}_i` },
  derivative: ({ grad, x }) => grad.mul(x.sin()).neg(),
});
