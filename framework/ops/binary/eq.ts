import type { Tensor } from '../../tensor/Tensor.ts';
import type { Op, TensorLike } from '../define.ts';
import { binaryOp } from '../elementwise.ts';

export const eq: Op<[a: Tensor, b: TensorLike]> = binaryOp({
  name: 'eq',
  summary: 'Are a and b equal? A bool tensor, with broadcasting.',
  tex: { forward: String.raw`y_i = [a_i = b_i]`, backward: String.raw`\text{no derivative}` },
  derivative: null,
  result: () => 'bool',
});
