import type { Tensor } from '../../tensor/Tensor.ts';
import type { Op } from '../define.ts';
import { unaryOp } from '../elementwise.ts';

export const neg: Op<[x: Tensor]> = unaryOp({
  name: 'neg',
  summary: 'The opposite number, element by element.',
  tex: { forward: String.raw`y_i = -x_i`, backward: String.raw`\bar{x}_i = -\bar{y}_i` },
  derivative: ({ grad }) => grad.neg(),
  result: (dtype) => dtype,
});
