import type { Tensor } from '../../tensor/Tensor.ts';
import type { Op, TensorLike } from '../define.ts';
import { binaryOp } from '../elementwise.ts';

export const logicalAnd: Op<[a: Tensor, b: TensorLike]> = binaryOp({
  name: 'logicalAnd',
  summary: 'Do both hold? A bool tensor, with broadcasting; any number but 0 counts as true.',
  tex: { forward: String.raw`y_i = a_i \land b_i`, backward: String.raw`\text{no derivative}` },
  derivative: null,
  result: () => 'bool',
});
