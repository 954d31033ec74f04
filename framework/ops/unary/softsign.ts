import type { Tensor } from '../../tensor/Tensor.ts';
import type { Op } from '../define.ts';
import { unaryOp } from '../elementwise.ts';

export const softsign: Op<[x: Tensor]> = unaryOp({
  name: 'softsign',
  summary: 'Squeezes every number into (-1, 1), more slowly than tanh does.',
  tex: {
    forward: String.raw`y_i = \frac{x_i}{1 + |x_i|}`,
    backward: String.raw`\bar{x}_i = \frac{\bar{y}_i}{(1 + |x_i|)^2}`,
  },
  derivative: ({ grad, x }) => grad.div(x.abs().add(1).square()),
  domain: [0.3, 2],
});
