import type { Tensor } from '../../tensor/Tensor.ts';
import type { Op } from '../define.ts';
import { unaryOp } from '../elementwise.ts';

/** Source: Misra, "Mish: a self regularized non-monotonic activation function" (2019). */
export const mish: Op<[x: Tensor]> = unaryOp({
  name: 'mish',
  summary: 'Each number times the tanh of its softplus.',
  tex: {
    forward: String.raw`y_i = x_i \tanh(\operatorname{softplus}(x_i))`,
    backward: String.raw`\bar{x}_i = \bigl( t_i + x_i (1 - t_i^2) \, \sigma(x_i) \bigr) \, \bar{y}_i, \quad t_i = \tanh(\operatorname{softplus}(x_i))`,
  },
  derivative: ({ grad, x }) => {
    const t = x.softplus().tanh();
    return grad.mul(t.add(x.mul(t.square().neg().add(1)).mul(x.sigmoid())));
  },
});
