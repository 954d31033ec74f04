import { ones } from '../../tensor/create.ts';
import type { Tensor } from '../../tensor/Tensor.ts';
import type { Op } from '../define.ts';
import { uniform } from '../examples.ts';
import { checkSides, lossOfSides } from './labels.ts';
import { type LossOptions, pairLoss } from './loss.ts';

export interface HingeOptions extends LossOptions {
  /** How far on the right side a score must be to cost nothing. Default 1. */
  readonly margin?: number;
}

/**
 * The loss of a support vector machine: max(0, margin - y·s) for a score s and a side y that is -1 or 1. At the corner the
 * slope is 0. Errors: a side that is neither (on a GPU when numbers are next read back). Source: Cortes & Vapnik, "Support-vector networks" (1995).
 */
export const hinge: Op<[score: Tensor, side: Tensor, options?: HingeOptions]> = pairLoss<HingeOptions>({
  name: 'hinge',
  summary: 'Nothing for a score on the right side by a margin, else how much is missing.',
  tex: {
    forward: String.raw`L = \frac{1}{n} \sum_{i=1}^{n} \max(0,\; m - y_i s_i)`,
    backward: String.raw`\bar{s}_i = -\frac{1}{n} [y_i s_i < m] \, y_i \, \bar{L}, \quad \bar{y}_i = -\frac{1}{n} [y_i s_i < m] \, s_i \, \bar{L}`,
  },
  kernels: ['zip', 'map', 'reduce'],
  check: (_score, side) => checkSides('hinge', side),
  loss: (score, side, { margin = 1 }) => lossOfSides('hinge', missing(score, side, margin).relu(), side),
  slope: (score, side, { margin = 1 }) => missing(score, side, margin).isPositive().mul(side).neg(),
  targetSlope: (score, side, { margin = 1 }) => missing(score, side, margin).isPositive().mul(score).neg(),
  examples: (g) => [
    [uniform(g, [4], [-0.8, 0.8]), ones([4], { dtype: 'float64' })],
    [uniform(g, [2, 2], [1.2, 2]), ones([2, 2], { dtype: 'float64' }).neg(), { reduction: 'none' }],
    [uniform(g, [3], [1.2, 2]), ones([3], { dtype: 'float64' }), { reduction: 'sum', margin: 0.5 }],
  ],
});

const missing = (score: Tensor, side: Tensor, margin: number): Tensor => score.mul(side).neg().add(margin);
