import { ChalkgradError } from '../../tensor/errors.ts';
import type { Tensor } from '../../tensor/Tensor.ts';
import type { Op } from '../define.ts';
import { uniform } from '../examples.ts';
import { type LossOptions, pairLoss } from './loss.ts';

export interface HuberOptions extends LossOptions {
  /** Up to this distance the loss is half the square, beyond it a straight line. Default 1. */
  readonly delta?: number;
}

/** Squared error near the target, absolute error far from it. Source: Huber, "Robust estimation of a location parameter" (1964). */
export const huber: Op<[prediction: Tensor, target: Tensor, options?: HuberOptions]> = pairLoss<HuberOptions>({
  name: 'huber',
  summary: 'Squared error near the target, absolute error far from it.',
  tex: {
    forward: String.raw`\ell_i = \begin{cases} \frac{1}{2} d_i^2 & |d_i| \le \delta \\ \delta \bigl( |d_i| - \frac{\delta}{2} \bigr) & \text{else} \end{cases}, \qquad d = \hat{y} - y`,
    backward: String.raw`\bar{\hat{y}}_i = \frac{1}{n} \operatorname{clamp}(d_i, -\delta, \delta) \, \bar{L}, \quad \bar{y}_i = -\bar{\hat{y}}_i`,
  },
  kernels: ['zip', 'map', 'select', 'reduce'],
  check: (_prediction, _target, { delta = 1 }) => {
    if (!(delta > 0))
      throw new ChalkgradError(`huber: delta = ${delta} is not possible`, 'delta is a distance above 0.');
  },
  loss: (prediction, target, { delta = 1 }) => {
    const distance = prediction.sub(target).abs();
    return distance.le(delta).where(distance.square().mul(0.5), distance.sub(delta / 2).mul(delta));
  },
  slope: (prediction, target, { delta = 1 }) => prediction.sub(target).clamp(-delta, delta),
  targetSlope: (prediction, target, { delta = 1 }) => target.sub(prediction).clamp(-delta, delta),
  examples: (g) => [
    [uniform(g, [2, 3], [-0.4, 0.4]), uniform(g, [2, 3], [-0.4, 0.4])],
    [uniform(g, [4], [1, 2]), uniform(g, [4], [-1, -0.5]), { reduction: 'sum', delta: 0.7 }],
    [uniform(g, [2, 2], [1, 2]), uniform(g, [2, 2], [-1, -0.5]), { reduction: 'none' }],
  ],
});
