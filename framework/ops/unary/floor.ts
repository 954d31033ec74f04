import { zerosLike } from '../../tensor/create.ts';
import type { Tensor } from '../../tensor/Tensor.ts';
import type { Op } from '../define.ts';
import { unaryOp } from '../elementwise.ts';

export const floor: Op<[x: Tensor]> = unaryOp({
  name: 'floor',
  summary: 'The next whole number below. Flat almost everywhere: its gradient is zero.',
  tex: { forward: String.raw`y_i = \lfloor x_i \rfloor`, backward: String.raw`\bar{x}_i = 0` },
  derivative: ({ grad }) => zerosLike(grad),
  domain: [0.1, 0.4],
  result: (dtype) => dtype,
});
