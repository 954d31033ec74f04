import type { Tensor } from '../../tensor/Tensor.ts';
import type { Op, TensorLike } from '../define.ts';
import { binaryOp } from '../elementwise.ts';

export const lt: Op<[a: Tensor, b: TensorLike]> = binaryOp({
  name: 'lt',
  summary: 'Is a less than b? A bool tensor, with broadcasting.',
  tex: { forward: String.raw`y_i = [a_i < b_i]`, backward: String.raw`\text{no derivative}` },
  derivative: null,
  result: () => 'bool',
});
