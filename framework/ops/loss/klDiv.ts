import type { Tensor } from '../../tensor/Tensor.ts';
import type { Op } from '../define.ts';
import { uniform } from '../examples.ts';
import { pairLoss, type Reduction } from './loss.ts';

export interface KlDivOptions {
  /** 'mean' (default) is over all elements; 'batchMean' (sum divided by the first axis) is the divergence of the definition. */
  readonly reduction?: Reduction | 'batchMean';
  /** The target holds log-probabilities too. Default false. */
  readonly logTarget?: boolean;
}

/**
 * Kullback–Leibler divergence of a target distribution from a predicted one, given as *log*-probabilities: how many nats are
 * wasted by believing the prediction. logPrediction, target: one shape → []. A target of 0 costs nothing.
 */
export const klDiv: Op<[logPrediction: Tensor, target: Tensor, options?: KlDivOptions]> = pairLoss<KlDivOptions>({
  name: 'klDiv',
  summary: 'Nats wasted by believing a predicted distribution instead of the target.',
  tex: {
    forward: String.raw`L = \sum_i t_i \, (\ln t_i - x_i), \qquad x_i = \ln p_i`,
    backward: String.raw`\bar{x}_i = -t_i \, \bar{L}, \quad \bar{t}_i = (\ln t_i + 1 - x_i) \, \bar{L}`,
  },
  kernels: ['map', 'zip', 'select', 'reduce'],
  loss: (x, t, { logTarget = false }) => {
    if (logTarget) return t.exp().mul(t.sub(x));
    return positivePart(t, safe(t).log().mul(t)).sub(t.mul(x));
  },
  slope: (_x, t, { logTarget = false }) => (logTarget ? t.exp() : t).neg(),
  targetSlope: (x, t, { logTarget = false }) => {
    if (logTarget) return t.exp().mul(t.sub(x).add(1));
    return positivePart(t, safe(t).log().add(1).sub(x));
  },
  examples: (g) => [
    [uniform(g, [2, 3], [-2, -0.1]), uniform(g, [2, 3], [0.1, 0.9])],
    [uniform(g, [2, 3], [-2, -0.1]), uniform(g, [2, 3], [0.1, 0.9]), { reduction: 'batchMean' }],
    [uniform(g, [2, 2], [-2, -0.1]), uniform(g, [2, 2], [-2, -0.1]), { reduction: 'sum', logTarget: true }],
    [uniform(g, [4], [-2, -0.1]), uniform(g, [4], [0.1, 0.9]), { reduction: 'none' }],
  ],
});

/** 1 in place of the zeros, whose logarithm is masked out anyway. */
const safe = (t: Tensor): Tensor => t.gt(0).where(t, 1);
const positivePart = (t: Tensor, values: Tensor): Tensor => t.gt(0).where(values, 0);
