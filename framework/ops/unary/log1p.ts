import type { Tensor } from '../../tensor/Tensor.ts';
import type { Op } from '../define.ts';
import { unaryOp } from '../elementwise.ts';

export const log1p: Op<[x: Tensor]> = unaryOp({
  name: 'log1p',
  summary: 'Logarithm of 1 + x, exact also for tiny x.',
  tex: { forward: String.raw`y_i = \ln(1 + x_i)`, backward: String.raw`\bar{x}_i = \frac{\bar{y}_i}{1 + x_i}` },
  derivative: ({ grad, x }) => grad.div(x.add(1)),
  domain: [-0.5, 2],
});
