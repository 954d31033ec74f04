import { ChalkgradError } from '../../tensor/errors.ts';
import type { Tensor } from '../../tensor/Tensor.ts';
import type { Op } from '../define.ts';
import { uniform } from '../examples.ts';
import { type LossOptions, pairLoss } from './loss.ts';

export interface SmoothL1Options extends LossOptions {
  /** Below this distance the loss is a parabola, above it a straight line of slope 1. Default 1; 0 is l1. */
  readonly beta?: number;
}

/** Absolute error with its tip rounded off. Source: Girshick, "Fast R-CNN" (2015), equation 3 (there with β = 1). */
export const smoothL1: Op<[prediction: Tensor, target: Tensor, options?: SmoothL1Options]> = pairLoss<SmoothL1Options>({
  name: 'smoothL1',
  summary: 'Absolute error with its tip rounded off.',
  tex: {
    forward: String.raw`\ell_i = \begin{cases} \frac{1}{2\beta} d_i^2 & |d_i| < \beta \\ |d_i| - \frac{\beta}{2} & \text{else} \end{cases}, \qquad d = \hat{y} - y`,
    backward: String.raw`\bar{\hat{y}}_i = \frac{1}{n} \operatorname{clamp}\bigl( \tfrac{d_i}{\beta}, -1, 1 \bigr) \, \bar{L}, \quad \bar{y}_i = -\bar{\hat{y}}_i`,
  },
  kernels: ['zip', 'map', 'select', 'reduce'],
  check: (_prediction, _target, { beta = 1 }) => {
    if (!(beta >= 0))
      throw new ChalkgradError(`smoothL1: beta = ${beta} is not possible`, 'beta is a distance: 0 or more.');
  },
  loss: (prediction, target, { beta = 1 }) => {
    const distance = prediction.sub(target).abs();
    if (beta === 0) return distance;
    return distance.lt(beta).where(distance.square().div(2 * beta), distance.sub(beta / 2));
  },
  slope: (prediction, target, { beta = 1 }) => slopeOf(prediction.sub(target), beta),
  targetSlope: (prediction, target, { beta = 1 }) => slopeOf(target.sub(prediction), beta),
  examples: (g) => [
    [uniform(g, [2, 3], [-0.4, 0.4]), uniform(g, [2, 3], [-0.4, 0.4])],
    [uniform(g, [4], [1, 2]), uniform(g, [4], [-1, -0.5]), { reduction: 'sum', beta: 0.5 }],
    [uniform(g, [2, 2], [0.5, 1]), uniform(g, [2, 2], [-1, -0.5]), { reduction: 'none', beta: 0 }],
  ],
});

const slopeOf = (distance: Tensor, beta: number): Tensor =>
  beta === 0 ? distance.sign() : distance.div(beta).clamp(-1, 1);
