import { tensor, zeros } from '../../tensor/create.ts';
import type { Tensor } from '../../tensor/Tensor.ts';
import { defineOp, type Op } from '../define.ts';
import { uniform } from '../examples.ts';
import { type ClassLossOptions, classTargets, reduceClassLoss, spreadClassLoss, surprise } from './classTargets.ts';

type Args = [logProbs: Tensor, targets: Tensor, options?: ClassLossOptions];

/**
 * Negative log-likelihood: what logSoftmax leaves for crossEntropy to do. Picks the log-probability of the right class.
 * logProbs: [m, K] or [m, K, d…], targets: int32 [m] or [m, d…] → [] (or the shape of the targets with reduction 'none')
 */
export const nll: Op<Args> = defineOp<Args>({
  name: 'nll',
  summary: 'Mean negative log-probability of the right classes.',
  tex: {
    forward: String.raw`L = -\frac{\sum_i w_{y_i} \, x_{i,\,y_i}}{\sum_i w_{y_i}}, \qquad x_{ik} = \ln p_{ik}`,
    backward: String.raw`\bar{x}_{ik} = -\frac{w_{y_i}}{\sum_j w_{y_j}} [k = y_i] \, \bar{L}`,
  },
  kernels: ['gather', 'map', 'zip', 'select', 'reduce', 'scatterAdd'],
  forward: (logProbs, targets, options = {}) => {
    const right = classTargets('nll', logProbs, targets, options);
    return reduceClassLoss('nll', surprise(logProbs, right), right, options);
  },
  backward: (grad, { inputs: [logProbs], args: [, targets, options = {}] }) => {
    const right = classTargets('nll', logProbs, targets, options);
    const each = spreadClassLoss(grad, targets, right, options);
    const weighted = right.weights === null ? each : each.mul(right.weights);
    return [zeros(logProbs.shape, { dtype: logProbs.dtype }).scatterAdd(1, right.index, weighted.neg().unsqueeze(1))];
  },
  examples: (g) => [
    [uniform(g, [3, 4], [-3, -0.1]), tensor([2, 0, 2], { dtype: 'int32' })],
    [uniform(g, [3, 4], [-3, -0.1]), tensor([2, -100, 3], { dtype: 'int32' }), { weight: uniform(g, [4], [0.5, 2]) }],
    [
      uniform(g, [2, 3, 2], [-3, -0.1]),
      tensor(
        [
          [1, 1],
          [0, 2],
        ],
        { dtype: 'int32' },
      ),
      { reduction: 'none', ignoreIndex: 2 },
    ],
    [uniform(g, [2, 3], [-3, -0.1]), tensor([1, 0], { dtype: 'int32' }), { reduction: 'sum' }],
  ],
});
