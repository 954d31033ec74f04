import type { Tensor } from '../../tensor/Tensor.ts';
import type { Op } from '../define.ts';
import { unaryOp } from '../elementwise.ts';

export const isfinite: Op<[x: Tensor]> = unaryOp({
  name: 'isfinite',
  summary: 'true where the entry is a number of finite size: neither NaN nor infinite.',
  tex: {
    forward: String.raw`y_i = [\,|x_i| < \infty\,]`,
    backward: String.raw`\text{no derivative}`,
  },
  derivative: null,
  result: () => 'bool',
});
