import type { Tensor } from '../../tensor/Tensor.ts';
import type { Op, TensorLike } from '../define.ts';
import { binaryOp } from '../elementwise.ts';

export const le: Op<[a: Tensor, b: TensorLike]> = binaryOp({
  name: 'le',
  summary: 'Is a at most b? A bool tensor, with broadcasting.',
  tex: { forward: String.raw`y_i = [a_i \le b_i]`, backward: String.raw`\text{no derivative}` },
  derivative: null,
  result: () => 'bool',
});
