import type { Tensor } from '../../tensor/Tensor.ts';
import type { Op, TensorLike } from '../define.ts';
import { binaryOp } from '../elementwise.ts';

export const mul: Op<[a: Tensor, b: TensorLike]> = binaryOp({
  name: 'mul',
  summary: 'Product, element by element, with broadcasting.',
  tex: {
    forward: String.raw`y = a \odot b`,
    backward: String.raw`\bar{a} = \bar{y} \odot b, \quad \bar{b} = \bar{y} \odot a`,
  },
  derivative: ({ grad, a, b }) => [a.requiresGrad ? grad.mul(b) : null, b.requiresGrad ? grad.mul(a) : null],
});
