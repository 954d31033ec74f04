import type { Tensor } from '../../tensor/Tensor.ts';
import type { Op } from '../define.ts';
import { unaryOp } from '../elementwise.ts';

export const isnan: Op<[x: Tensor]> = unaryOp({
  name: 'isnan',
  summary: 'true where the entry is not a number (NaN).',
  tex: {
    forward: String.raw`y_i = [x_i \ne x_i]`,
    backward: String.raw`\text{no derivative}`,
  },
  derivative: null,
  result: () => 'bool',
});
