import type { Tensor } from '../../tensor/Tensor.ts';
import type { Op } from '../define.ts';
import { unaryOp } from '../elementwise.ts';

export const exp: Op<[x: Tensor]> = unaryOp({
  name: 'exp',
  summary: 'e to the power x, element by element.',
  tex: { forward: String.raw`y_i = e^{x_i}`, backward: String.raw`\bar{x}_i = \bar{y}_i \, y_i` },
  derivative: ({ grad, y }) => grad.mul(y),
});
