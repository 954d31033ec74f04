import type { Tensor } from '../../tensor/Tensor.ts';
import type { Op } from '../define.ts';
import { unaryOp } from '../elementwise.ts';

/**
 * On its corners at -3 and 3 the slope is that of the straight side, 0 and 1, and not -½ and 1½ as in PyTorch 2.6 and older.
 * Source: Howard et al., "Searching for MobileNetV3" (2019), §5.2.
 */
export const hardswish: Op<[x: Tensor]> = unaryOp({
  name: 'hardswish',
  summary: 'Each number times its hard sigmoid: SiLU without an exponential.',
  tex: {
    forward: String.raw`y_i = x_i \, \frac{\min(\max(x_i + 3,\, 0),\, 6)}{6}`,
    backward: String.raw`\bar{x}_i = \bar{y}_i \cdot \begin{cases} 0 & x_i \le -3 \\ \tfrac{1}{3} x_i + \tfrac{1}{2} & -3 < x_i < 3 \\ 1 & x_i \ge 3 \end{cases}`,
  },
  derivative: ({ grad, x }) => {
    const between = grad.mul(x.div(3).add(0.5));
    return x.le(-3).where(0, x.ge(3).where(grad, between));
  },
  domain: [-2, 2],
});
