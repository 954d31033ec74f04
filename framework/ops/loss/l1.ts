import type { Tensor } from '../../tensor/Tensor.ts';
import type { Op } from '../define.ts';
import { uniform } from '../examples.ts';
import { type LossOptions, pairLoss } from './loss.ts';

/** Mean absolute error over all elements: outliers pull less than in mse. Where prediction and target are equal the slope is 0. */
export const l1: Op<[prediction: Tensor, target: Tensor, options?: LossOptions]> = pairLoss<LossOptions>({
  name: 'l1',
  summary: 'Mean absolute distance between prediction and target.',
  tex: {
    forward: String.raw`L = \frac{1}{n} \sum_{i=1}^{n} |\hat{y}_i - y_i|`,
    backward: String.raw`\bar{\hat{y}}_i = \frac{1}{n} \operatorname{sign}(\hat{y}_i - y_i) \, \bar{L}, \quad \bar{y}_i = -\bar{\hat{y}}_i`,
  },
  kernels: ['zip', 'map', 'reduce'],
  loss: (prediction, target) => prediction.sub(target).abs(),
  slope: (prediction, target) => prediction.sub(target).sign(),
  targetSlope: (prediction, target) => target.sub(prediction).sign(),
  examples: (g) => [
    [uniform(g, [2, 3], [0.1, 1]), uniform(g, [2, 3], [-1, -0.1])],
    [uniform(g, [4], [-1, -0.1]), uniform(g, [4], [0.1, 1]), { reduction: 'sum' }],
    [uniform(g, [2, 2], [-1, -0.1]), uniform(g, [2, 2], [0.1, 1]), { reduction: 'none' }],
  ],
});
