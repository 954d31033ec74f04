import type { Tensor } from '../../tensor/Tensor.ts';
import type { Op, TensorLike } from '../define.ts';
import { binaryOp } from '../elementwise.ts';

export const ne: Op<[a: Tensor, b: TensorLike]> = binaryOp({
  name: 'ne',
  summary: 'Do a and b differ? A bool tensor, with broadcasting.',
  tex: { forward: String.raw`y_i = [a_i \ne b_i]`, backward: String.raw`\text{no derivative}` },
  derivative: null,
  result: () => 'bool',
});
