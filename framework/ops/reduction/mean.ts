import { isFloat } from '../../tensor/dtype.ts';
import { ChalkgradError } from '../../tensor/errors.ts';
import type { Tensor } from '../../tensor/Tensor.ts';
import { defineOp, type Op } from '../define.ts';
import { uniform } from '../examples.ts';
import { type Axes, foldedCount, keptShape, type ReduceOptions, reduceInto } from './reduction.ts';

/** Mean over the given axes; over everything when none are named. The mean of nothing is NaN. */
export const mean: Op<[x: Tensor, axes?: Axes, options?: ReduceOptions]> = defineOp<
  [x: Tensor, axes?: Axes, options?: ReduceOptions]
>({
  name: 'mean',
  summary: 'Mean over axes.',
  tex: {
    forward: String.raw`y_j = \frac{1}{m} \sum_{i=1}^{m} x_{ij}`,
    backward: String.raw`\bar{x}_{ij} = \frac{1}{m} \bar{y}_j`,
  },
  kernels: ['reduce', 'zip'],
  forward: (x, axes, options) => {
    if (!isFloat(x.dtype)) {
      throw new ChalkgradError(
        `mean: a tensor of dtype ${x.dtype} has no mean in its own dtype`,
        "convert it first: x.to('float32').mean().",
      );
    }
    return reduceInto('sum', x, axes, options).div(foldedCount(x.shape, axes, 'mean'));
  },
  backward: (grad, { inputs: [x], args: [, axes] }) => [
    grad
      .div(foldedCount(x.shape, axes, 'mean'))
      .reshape(keptShape(x.shape, axes, 'mean'))
      .expand(x.shape),
  ],
  examples: (g) => [
    [uniform(g, [2, 3], [-1, 1])],
    [uniform(g, [2, 3, 4], [-1, 1]), [0, 2]],
    [uniform(g, [2, 3], [-1, 1]), -1, { keepdim: true }],
  ],
});
