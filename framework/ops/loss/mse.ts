import type { Tensor } from '../../tensor/Tensor.ts';
import type { Op } from '../define.ts';
import { uniform } from '../examples.ts';
import { type LossOptions, pairLoss } from './loss.ts';

/**
 * Mean squared error over all elements. prediction, target: the same shape → [] (or that shape with reduction 'none').
 */
export const mse: Op<[prediction: Tensor, target: Tensor, options?: LossOptions]> = pairLoss<LossOptions>({
  name: 'mse',
  summary: 'Mean squared distance between prediction and target.',
  tex: {
    forward: String.raw`L = \frac{1}{n} \sum_{i=1}^{n} (\hat{y}_i - y_i)^2`,
    backward: String.raw`\bar{\hat{y}}_i = \frac{2}{n} (\hat{y}_i - y_i) \, \bar{L}, \quad \bar{y}_i = -\bar{\hat{y}}_i`,
  },
  kernels: ['zip', 'map', 'reduce'],
  loss: (prediction, target) => prediction.sub(target).square(),
  slope: (prediction, target) => prediction.sub(target).mul(2),
  targetSlope: (prediction, target) => target.sub(prediction).mul(2),
  examples: (g) => [
    [uniform(g, [2, 3], [-1, 1]), uniform(g, [2, 3], [-1, 1])],
    [uniform(g, [4], [-1, 1]), uniform(g, [4], [-1, 1]), { reduction: 'sum' }],
    [uniform(g, [2, 2], [-1, 1]), uniform(g, [2, 2], [-1, 1]), { reduction: 'none' }],
  ],
});
