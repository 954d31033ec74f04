import type { Tensor } from '../../tensor/Tensor.ts';
import type { Op } from '../define.ts';
import { unaryOp } from '../elementwise.ts';

export const rsqrt: Op<[x: Tensor]> = unaryOp({
  name: 'rsqrt',
  summary: 'One over the square root, element by element.',
  tex: {
    forward: String.raw`y_i = \frac{1}{\sqrt{x_i}}`,
    backward: String.raw`\bar{x}_i = -\tfrac{1}{2} \, y_i^3 \, \bar{y}_i`,
  },
  derivative: ({ grad, y }) => grad.mul(y.square().mul(y)).mul(-0.5),
  domain: [0.5, 3],
});
