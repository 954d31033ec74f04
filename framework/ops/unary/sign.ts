import { zerosLike } from '../../tensor/create.ts';
import type { Tensor } from '../../tensor/Tensor.ts';
import type { Op } from '../define.ts';
import { unaryOp } from '../elementwise.ts';

export const sign: Op<[x: Tensor]> = unaryOp({
  name: 'sign',
  summary: '-1, 0 or 1. Flat almost everywhere: its gradient is zero.',
  tex: { forward: String.raw`y_i = \operatorname{sign}(x_i)`, backward: String.raw`\bar{x}_i = 0` },
  derivative: ({ grad }) => zerosLike(grad),
  domain: [0.3, 2],
  result: (dtype) => dtype,
});
