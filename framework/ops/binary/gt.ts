import type { Tensor } from '../../tensor/Tensor.ts';
import type { Op, TensorLike } from '../define.ts';
import { binaryOp } from '../elementwise.ts';

export const gt: Op<[a: Tensor, b: TensorLike]> = binaryOp({
  name: 'gt',
  summary: 'Is a greater than b? A bool tensor, with broadcasting.',
  tex: { forward: String.raw`y_i = [a_i > b_i]`, backward: String.raw`\text{no derivative}` },
  derivative: null,
  result: () => 'bool',
});
