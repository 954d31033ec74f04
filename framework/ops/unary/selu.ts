import type { Tensor } from '../../tensor/Tensor.ts';
import type { Op } from '../define.ts';
import { unaryOp } from '../elementwise.ts';

const ALPHA = 1.6732632423543772;
const SCALE = 1.0507009873554805;

/** α ≈ 1.6733 and λ ≈ 1.0507 are fixed. Source: Klambauer et al., "Self-normalizing neural networks" (2017), appendix A. */
export const selu: Op<[x: Tensor]> = unaryOp({
  name: 'selu',
  summary: 'A bend whose constants hold mean 0 and variance 1 from layer to layer.',
  tex: {
    forward: String.raw`y_i = \lambda \begin{cases} x_i & x_i > 0 \\ \alpha (e^{x_i} - 1) & \text{else} \end{cases}`,
    backward: String.raw`\bar{x}_i = \lambda \begin{cases} \bar{y}_i & x_i > 0 \\ \alpha e^{x_i} \bar{y}_i & \text{else} \end{cases}`,
  },
  derivative: ({ grad, x }) => {
    const bend = x
      .clamp(undefined, 0)
      .exp()
      .mul(SCALE * ALPHA); // clamped, so that the side not taken cannot overflow
    return grad.mul(x.gt(0).where(SCALE, bend));
  },
});
