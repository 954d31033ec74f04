import type { Tensor } from '../../tensor/Tensor.ts';
import type { Op } from '../define.ts';
import { unaryOp } from '../elementwise.ts';

export const sin: Op<[x: Tensor]> = unaryOp({
  name: 'sin',
  summary: 'Sine of an angle in radians, element by element.',
  tex: { forward: String.raw`y_i = \sin x_i`, backward: String.raw`\bar{x}_i = \cos(x_i) \, \bar{y}_i` },
  derivative: ({ grad, x }) => grad.mul(x.cos()),
});
