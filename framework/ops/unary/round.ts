import { zerosLike } from '../../tensor/create.ts';
import type { Tensor } from '../../tensor/Tensor.ts';
import type { Op } from '../define.ts';
import { unaryOp } from '../elementwise.ts';

export const round: Op<[x: Tensor]> = unaryOp({
  name: 'round',
  summary: 'The nearest whole number; halves go to the even neighbour. Flat almost everywhere: its gradient is zero.',
  tex: { forward: String.raw`y_i = \operatorname{round}(x_i)`, backward: String.raw`\bar{x}_i = 0` },
  derivative: ({ grad }) => zerosLike(grad),
  domain: [0.1, 0.4],
  result: (dtype) => dtype,
});
