import type { Tensor } from '../../tensor/Tensor.ts';
import type { Op, TensorLike } from '../define.ts';
import { binaryOp } from '../elementwise.ts';

export const add: Op<[a: Tensor, b: TensorLike]> = binaryOp({
  name: 'add',
  summary: 'Sum, element by element, with broadcasting.',
  tex: { forward: String.raw`y = a + b`, backward: String.raw`\bar{a} = \bar{y}, \quad \bar{b} = \bar{y}` },
  derivative: ({ grad }) => [grad, grad],
});
