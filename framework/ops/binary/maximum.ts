import type { Tensor } from '../../tensor/Tensor.ts';
import type { Op, TensorLike } from '../define.ts';
import { binaryOp } from '../elementwise.ts';

export const maximum: Op<[a: Tensor, b: TensorLike]> = binaryOp({
  name: 'maximum',
  summary: 'The larger of two numbers, element by element, with broadcasting. Equal numbers share the gradient.',
  tex: {
    forward: String.raw`y_i = \max(a_i, b_i)`,
    backward: String.raw`\bar{a}_i = \bar{y}_i \cdot \begin{cases} 1 & a_i > b_i \\ \tfrac{1}{2} & a_i = b_i \\ 0 & \text{else} \end{cases}, \quad \bar{b} = \bar{y} - \bar{a}`,
  },
  derivative: ({ grad, a, b }) => {
    const shared = a.eq(b);
    return [
      a.requiresGrad ? shared.where(grad.div(2), a.lt(b).where(0, grad)) : null,
      b.requiresGrad ? shared.where(grad.div(2), a.gt(b).where(0, grad)) : null,
    ];
  },
});
