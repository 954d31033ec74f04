import { zerosLike } from '../../tensor/create.ts';
import type { Tensor } from '../../tensor/Tensor.ts';
import type { Op } from '../define.ts';
import { unaryOp } from '../elementwise.ts';

export const ceil: Op<[x: Tensor]> = unaryOp({
  name: 'ceil',
  summary: 'The next whole number above. Flat almost everywhere: its gradient is zero.',
  tex: {
    forward: String.raw`y_i = \lceil x_i \rceil`,
    backward: String.raw`\bar{x}_i = 0`,
  },
  derivative: ({ grad }) => zerosLike(grad),
  domain: [0.1, 0.4],
  result: (dtype) => dtype,
});
