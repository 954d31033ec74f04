import type { Tensor } from '../../tensor/Tensor.ts';
import { defineOp, type Op } from '../define.ts';
import { uniform } from '../examples.ts';
import { type Axes, foldedCount, keptShape, type ReduceOptions } from './reduction.ts';

export interface VarianceOptions extends ReduceOptions {
  /** Subtracted from the count: 1 (default) is the unbiased estimate, 0 the mean squared distance itself. */
  readonly correction?: number;
}

type Args = [x: Tensor, axes?: Axes | undefined, options?: VarianceOptions];

/** Mean squared distance from the mean over the given axes; over everything when none are named. torch.var. */
export const variance: Op<Args> = defineOp<Args>({
  name: 'variance',
  summary: 'Mean squared distance from the mean over axes.',
  tex: {
    forward: String.raw`y_j = \frac{1}{m - c} \sum_{i=1}^{m} (x_{ij} - \mu_j)^2`,
    backward: String.raw`\bar{x}_{ij} = \frac{2}{m - c} (x_{ij} - \mu_j) \, \bar{y}_j`,
  },
  kernels: ['reduce', 'zip', 'map'],
  forward: (x, axes, options = {}) =>
    x
      .sub(x.mean(axes, { keepdim: true }))
      .square()
      .sum(axes, { keepdim: options.keepdim ?? false })
      .div(divisor('variance', x, axes, options)),
  backward: (grad, { inputs: [x], args: [, axes, options = {}] }) => {
    const scale = grad
      .mul(2)
      .div(divisor('variance', x, axes, options))
      .reshape(keptShape(x.shape, axes, 'variance'));
    return [x.sub(x.mean(axes, { keepdim: true })).mul(scale)];
  },
  examples: (g) => [
    [uniform(g, [2, 3], [-1, 1])],
    [uniform(g, [2, 3, 4], [-1, 1]), [0, 2], { correction: 0 }],
    [uniform(g, [2, 3], [-1, 1]), -1, { keepdim: true }],
  ],
});

/** Never below 0: the spread of a single number is then 0/0, NaN, and not an invented number. */
export function divisor(op: string, x: Tensor, axes: Axes | undefined, { correction = 1 }: VarianceOptions): number {
  return Math.max(0, foldedCount(x.shape, axes, op) - correction);
}
