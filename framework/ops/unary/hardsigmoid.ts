import type { Tensor } from '../../tensor/Tensor.ts';
import type { Op } from '../define.ts';
import { unaryOp } from '../elementwise.ts';

/** At -3 and 3 the slope is taken as 0. Source: Howard et al., "Searching for MobileNetV3" (2019), §5.2. */
export const hardsigmoid: Op<[x: Tensor]> = unaryOp({
  name: 'hardsigmoid',
  summary: 'A sigmoid of three straight pieces: 0 up to -3, 1 from 3 on.',
  tex: {
    forward: String.raw`y_i = \frac{\min(\max(x_i + 3,\, 0),\, 6)}{6}`,
    backward: String.raw`\bar{x}_i = \tfrac{1}{6} [-3 < x_i < 3] \, \bar{y}_i`,
  },
  derivative: ({ grad, x }) => x.abs().lt(3).where(grad.div(6), 0),
  domain: [-2, 2],
});
