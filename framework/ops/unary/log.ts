import type { Tensor } from '../../tensor/Tensor.ts';
import type { Op } from '../define.ts';
import { unaryOp } from '../elementwise.ts';

export const log: Op<[x: Tensor]> = unaryOp({
  name: 'log',
  summary: 'Natural logarithm, element by element. 0 gives -Infinity, negative numbers NaN.',
  tex: { forward: String.raw`y_i = \ln x_i`, backward: String.raw`\bar{x}_i = \bar{y}_i / x_i` },
  derivative: ({ grad, x }) => grad.div(x),
  domain: [0.5, 3],
});
