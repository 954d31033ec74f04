import type { Tensor } from '../../tensor/Tensor.ts';
import type { Op } from '../define.ts';
import { unaryOp } from '../elementwise.ts';

export const logicalNot: Op<[x: Tensor]> = unaryOp({
  name: 'logicalNot',
  summary: 'true where the number is 0.',
  tex: { forward: String.raw`y_i = \lnot x_i`, backward: String.raw`\text{no derivative}` },
  derivative: null,
  result: () => 'bool',
});
