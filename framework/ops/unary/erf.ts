import type { Tensor } from '../../tensor/Tensor.ts';
import type { Op } from '../define.ts';
import { unaryOp } from '../elementwise.ts';

export const erf: Op<[x: Tensor]> = unaryOp({
  name: 'erf',
  summary: 'Error function: how much of a bell curve lies within x√2 standard deviations, with the sign of x.',
  tex: {
    forward: String.raw`y_i = \frac{2}{\sqrt{\pi}} \int_0^{x_i} e^{-t^2} \, dt`,
    backward: String.raw`\bar{x}_i = \frac{2}{\sqrt{\pi}} e^{-x_i^2} \, \bar{y}_i`,
  },
  derivative: ({ grad, x }) => grad.mul(x.square().neg().exp()).mul(2 / Math.sqrt(Math.PI)),
});
