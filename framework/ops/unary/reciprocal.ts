import type { Tensor } from '../../tensor/Tensor.ts';
import type { Op } from '../define.ts';
import { unaryOp } from '../elementwise.ts';

export const reciprocal: Op<[x: Tensor]> = unaryOp({
  name: 'reciprocal',
  summary: 'One over the number, element by element.',
  tex: { forward: String.raw`y_i = \frac{1}{x_i}`, backward: String.raw`\bar{x}_i = -y_i^2 \, \bar{y}_i` },
  derivative: ({ grad, y }) => grad.mul(y.square()).neg(),
  domain: [0.5, 3],
});
