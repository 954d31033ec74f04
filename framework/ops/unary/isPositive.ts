import type { Tensor } from '../../tensor/Tensor.ts';
import type { Op } from '../define.ts';
import { unaryOp } from '../elementwise.ts';

/** 1 where a number is above 0, in the number's own dtype: the mask that a ReLU lets its gradient through. */
export const isPositive: Op<[x: Tensor]> = unaryOp({
  name: 'isPositive',
  summary: '1 where the number is above 0, else 0, in the same dtype.',
  tex: { forward: String.raw`y_i = [x_i > 0]`, backward: String.raw`\text{no derivative}` },
  derivative: null,
  result: (dtype) => dtype,
});
