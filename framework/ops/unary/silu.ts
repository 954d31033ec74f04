import type { Tensor } from '../../tensor/Tensor.ts';
import type { Op } from '../define.ts';
import { unaryOp } from '../elementwise.ts';

/** Source: Hendrycks & Gimpel (2016), §2, as SiLU; Ramachandran, Zoph & Le, "Searching for activation functions" (2017). */
export const silu: Op<[x: Tensor]> = unaryOp({
  name: 'silu',
  summary: 'Each number times its own sigmoid; also called swish.',
  tex: {
    forward: String.raw`y_i = x_i \, \sigma(x_i)`,
    backward: String.raw`\bar{x}_i = \sigma(x_i) \bigl( 1 + x_i (1 - \sigma(x_i)) \bigr) \, \bar{y}_i`,
  },
  derivative: ({ grad, x }) => {
    const s = x.sigmoid();
    return grad.mul(s.mul(x.mul(s.neg().add(1)).add(1)));
  },
});
