import type { Tensor } from '../../tensor/Tensor.ts';
import type { Op } from '../define.ts';
import { unaryOp } from '../elementwise.ts';

export const atan: Op<[x: Tensor]> = unaryOp({
  name: 'atan',
  summary: 'The angle in radians, from -π/2 to π/2, whose tangent is x.',
  tex: {
    forward: String.raw`y_i = \arctan x_i`,
    backward: String.raw`\bar{x}_i = \frac{\bar{y}_i}{1 + x_i^2}`,
  },
  derivative: ({ grad, x }) => grad.div(x.square().add(1)),
});
