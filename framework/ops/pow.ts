import type { Tensor } from '../tensor/Tensor.ts';
import type { Op, TensorLike } from './define.ts';
import { binaryOp } from './elementwise.ts';

export const pow: Op<[a: Tensor, b: TensorLike]> = binaryOp({
  name: 'pow',
  summary: 'a to the power b, element by element, with broadcasting. For b: a must be positive.',
  tex: { forward: String.raw`y = a^b`, backward: String.raw`\bar{a} = b\, a^{b-1} \bar{y}, \quad \bar{b} = y \ln a \; \bar{y}` },
  derivative: ({ grad, a, b, y }) => [grad.mul(b).mul(a.pow(b.sub(1))), grad.mul(y).mul(a.log())],
  domain: [0.5, 2],
  result: (dtype) => (dtype === 'float64' ? 'float64' : 'float32'),
});
