import type { Tensor } from '../../tensor/Tensor.ts';
import type { Op, TensorLike } from '../define.ts';
import { binaryOp } from '../elementwise.ts';

export const div: Op<[a: Tensor, b: TensorLike]> = binaryOp({
  name: 'div',
  summary: 'Quotient, element by element, with broadcasting. Whole numbers divide into fractions.',
  tex: {
    forward: String.raw`y = a / b`,
    backward: String.raw`\bar{a} = \bar{y} / b, \quad \bar{b} = -\bar{y} \odot y / b`,
  },
  derivative: ({ grad, a, b, y }) => [
    a.requiresGrad ? grad.div(b) : null,
    b.requiresGrad ? grad.mul(y).div(b).neg() : null,
  ],
  domain: [0.5, 2],
  result: (dtype) => (dtype === 'float64' ? 'float64' : 'float32'),
});
