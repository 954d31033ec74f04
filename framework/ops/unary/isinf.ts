import type { Tensor } from '../../tensor/Tensor.ts';
import type { Op } from '../define.ts';
import { unaryOp } from '../elementwise.ts';

export const isinf: Op<[x: Tensor]> = unaryOp({
  name: 'isinf',
  summary: 'true where the entry is infinite, of either sign.',
  tex: {
    forward: String.raw`y_i = [\,|x_i| = \infty\,]`,
    backward: String.raw`\text{no derivative}`,
  },
  derivative: null,
  result: () => 'bool',
});
