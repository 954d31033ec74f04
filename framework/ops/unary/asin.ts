import type { Tensor } from '../../tensor/Tensor.ts';
import type { Op } from '../define.ts';
import { unaryOp } from '../elementwise.ts';

export const asin: Op<[x: Tensor]> = unaryOp({
  name: 'asin',
  summary: 'The angle in radians, from -π/2 to π/2, whose sine is x. NaN outside [-1, 1].',
  tex: {
    forward: String.raw`y_i = \arcsin x_i`,
    backward: String.raw`\bar{x}_i = \frac{\bar{y}_i}{\sqrt{1 - x_i^2}}`,
  },
  derivative: ({ grad, x }) => grad.mul(x.square().neg().add(1).rsqrt()),
  domain: [-0.8, 0.8],
});
