import { ChalkgradError, shapeText } from '../tensor/errors.ts';
import { sameShape } from '../tensor/shape.ts';
import type { Tensor } from '../tensor/Tensor.ts';
import { type LossOptions, reduceLoss } from './crossEntropy.ts';
import { defineOp, type Op } from './define.ts';
import { uniform } from './elementwise.ts';

type Args = [prediction: Tensor, target: Tensor, options?: LossOptions];

/**
 * Mean squared error over all elements. prediction, target: the same shape → [] (or that shape with reduction 'none').
 */
export const mse: Op<Args> = defineOp<Args>({
  name: 'mse',
  summary: 'Mean squared distance between prediction and target.',
  tex: {
    forward: String.raw`L = \frac{1}{n} \sum_{i=1}^{n} (\hat{y}_i - y_i)^2`,
    backward: String.raw`\bar{\hat{y}}_i = \frac{2}{n} (\hat{y}_i - y_i) \, \bar{L}, \quad \bar{y}_i = -\bar{\hat{y}}_i`,
  },
  kernels: ['zip', 'map', 'reduce'],
  operands: 2,
  forward: (prediction, target, options = {}) => {
    if (!sameShape(prediction.shape, target.shape)) {
      throw new ChalkgradError(
        `mse: prediction ${shapeText(prediction.shape)} and target ${shapeText(target.shape)} differ in shape`,
        'broadcasting here would compare every prediction with every target; reshape one of them (often squeeze(1)).',
      );
    }
    return reduceLoss(prediction.sub(target).square(), options);
  },
  backward: (grad, { inputs: [prediction, target], args: [, , options] }) => {
    const scale = (options?.reduction ?? 'mean') === 'mean' ? 2 / prediction.size : 2;
    const towards = prediction.sub(target).mul(scale).mul(grad);
    return [towards, towards.neg()];
  },
  examples: (g) => [
    [uniform(g, [2, 3], [-1, 1]), uniform(g, [2, 3], [-1, 1])],
    [uniform(g, [4], [-1, 1]), uniform(g, [4], [-1, 1]), { reduction: 'sum' }],
    [uniform(g, [2, 2], [-1, 1]), uniform(g, [2, 2], [-1, 1]), { reduction: 'none' }],
  ],
});
