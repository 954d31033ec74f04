import { ChalkgradError, shapeText } from '../../tensor/errors.ts';
import { noGrad } from '../../tensor/history.ts';
import type { Tensor } from '../../tensor/Tensor.ts';
import { composeOp, type Op, untraced } from '../define.ts';
import { uniform } from '../examples.ts';
import { checkAffine } from './normalization.ts';

export interface InstanceNormOptions {
  /** [C], float. Moved towards the mean of the instances' statistics (in place); read where useInputStats is false. */
  readonly runningMean?: Tensor | undefined;
  readonly runningVar?: Tensor | undefined;
  /** Use each instance's own statistics; false takes the running ones. Default true. */
  readonly useInputStats?: boolean;
  /** How far the running statistics move at each step. Default 0.1. */
  readonly momentum?: number;
  /** Added to the variance. Default 1e-5. */
  readonly eps?: number;
}

type Args = [x: Tensor, weight?: Tensor | undefined, bias?: Tensor | undefined, options?: InstanceNormOptions];

/**
 * Each channel of each example to mean 0 and variance 1 over its positions, then scaled and shifted by channel: a group norm with one group
 * a channel. x: [N, C, …], weight and bias: [C] → x's shape. Errors: a single position, which has no spread.
 * Source: Ulyanov, Vedaldi & Lempitsky, "Instance normalization" (2016).
 */
export const instanceNorm: Op<Args> = composeOp<Args>({
  name: 'instanceNorm',
  summary: 'Each channel of each example to mean 0 and variance 1, then scaled and shifted.',
  tex: {
    forward: String.raw`y_{nc} = \gamma_c \, \hat{x}_{nc} + \beta_c, \qquad \hat{x}_{nc} = \frac{x_{nc} - \mu_{nc}}{\sqrt{\sigma_{nc}^2 + \varepsilon}}`,
    backward: String.raw`\bar{x} = \frac{\gamma}{\sqrt{\sigma^2 + \varepsilon}} \Bigl( \bar{y} - \operatorname{mean}(\bar{y}) - \hat{x} \operatorname{mean}(\bar{y} \odot \hat{x}) \Bigr), \quad \bar{\gamma}_c = \sum_n \bar{y}_{nc} \, \hat{x}_{nc}, \quad \bar{\beta}_c = \sum_n \bar{y}_{nc}`,
  },
  kernels: ['reduce', 'zip', 'map'],
  operands: 3,
  forward: (x, weight, bias, options = {}) => {
    const { useInputStats = true, eps = 1e-5, runningMean, runningVar } = options;
    check(x, options);
    if (!useInputStats) return x.batchNorm(weight, bias, { runningMean, runningVar, eps, training: false });
    untraced(() => noGrad(() => moveRunning(x, options)));
    return x.groupNorm(x.shape[1]!, weight, bias, { eps });
  },
  examples: (g) => [
    [uniform(g, [2, 3, 4], [-1, 1]), uniform(g, [3], [0.5, 2]), uniform(g, [3], [-1, 1])],
    [uniform(g, [1, 2, 2, 3], [-1, 1]), undefined, undefined, { eps: 1e-3 }],
    [uniform(g, [2, 2, 3], [-1, 1]), uniform(g, [2], [0.5, 2])],
  ],
});

/** running ← (1 - momentum) · running + momentum · mean over the batch; the variance is the unbiased one, as in batchNorm. */
function moveRunning(x: Tensor, { runningMean, runningVar, momentum = 0.1 }: InstanceNormOptions): void {
  const positions = x.shape.map((_, axis) => axis).slice(2);
  const moved = (running: Tensor, ofInstances: Tensor): void => {
    running.copyFrom_(running.mul(1 - momentum).add(ofInstances.mean(0).mul(momentum)));
  };
  if (runningMean !== undefined) moved(runningMean, x.mean(positions));
  if (runningVar !== undefined) moved(runningVar, x.variance(positions));
}

function check(x: Tensor, { useInputStats = true, runningMean, runningVar }: InstanceNormOptions): void {
  if (x.rank < 3) {
    throw new ChalkgradError(
      `instanceNorm: input ${shapeText(x.shape)} has no positions`,
      'input is [N, C, L] or [N, C, H, W]; plain features are for layerNorm.',
    );
  }
  checkAffine('instanceNorm running statistics', x, [x.shape[1]!], runningMean, runningVar);
  if (useInputStats && x.shape.slice(2).every((n) => n === 1)) {
    throw new ChalkgradError(
      `instanceNorm: input ${shapeText(x.shape)} has one position per channel, which has no spread`,
      'normalize larger maps, or take another norm where only one cell is left.',
    );
  }
  if (!useInputStats && (runningMean === undefined || runningVar === undefined)) {
    throw new ChalkgradError(
      'instanceNorm: without the input statistics it needs runningMean and runningVar',
      'pass both, or leave useInputStats out.',
    );
  }
}
