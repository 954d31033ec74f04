import type { Tensor } from '../../tensor/Tensor.ts';
import type { Op } from '../define.ts';
import { unaryOp } from '../elementwise.ts';

export const sqrt: Op<[x: Tensor]> = unaryOp({
  name: 'sqrt',
  summary: 'Square root, element by element.',
  tex: { forward: String.raw`y_i = \sqrt{x_i}`, backward: String.raw`\bar{x}_i = \frac{\bar{y}_i}{2 y_i}` },
  derivative: ({ grad, y }) => grad.div(y.mul(2)),
  domain: [0.5, 3],
});
