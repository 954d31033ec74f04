import type { Tensor } from '../../tensor/Tensor.ts';
import type { Op, TensorLike } from '../define.ts';
import { binaryOp } from '../elementwise.ts';

export const ge: Op<[a: Tensor, b: TensorLike]> = binaryOp({
  name: 'ge',
  summary: 'Is a at least b? A bool tensor, with broadcasting.',
  tex: { forward: String.raw`y_i = [a_i \ge b_i]`, backward: String.raw`\text{no derivative}` },
  derivative: null,
  result: () => 'bool',
});
