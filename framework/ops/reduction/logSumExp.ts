import { full } from '../../tensor/create.ts';
import type { Tensor } from '../../tensor/Tensor.ts';
import { defineOp, type Op } from '../define.ts';
import { uniform } from '../examples.ts';
import { type Axes, foldedCount, keptShape, type ReduceOptions } from './reduction.ts';

type Args = [x: Tensor, axes?: Axes | undefined, options?: ReduceOptions];

/** A smooth maximum: logarithm of the sum of exponentials over axes. The largest entry is taken out first, so nothing overflows. */
export const logSumExp: Op<Args> = defineOp<Args>({
  name: 'logSumExp',
  summary: 'A smooth maximum: logarithm of the sum of exponentials over axes.',
  tex: {
    forward: String.raw`y_j = \ln \sum_i e^{x_{ij}} = m_j + \ln \sum_i e^{x_{ij} - m_j}, \qquad m_j = \max_i x_{ij}`,
    backward: String.raw`\bar{x}_{ij} = e^{x_{ij} - y_j} \, \bar{y}_j`,
  },
  kernels: ['reduce', 'zip', 'map', 'select'],
  forward: (x, axes, options = {}) => {
    const kept = keptShape(x.shape, axes, 'logSumExp');
    const outShape = x.sum(axes, options).shape;
    if (foldedCount(x.shape, axes, 'logSumExp') === 0)
      return full(outShape, Number.NEGATIVE_INFINITY, { dtype: x.dtype });
    const largest = x.max(axes, { keepdim: true });
    const m = largest.abs().eq(Number.POSITIVE_INFINITY).where(0, largest); // ∞ - ∞ would be NaN
    return x.sub(m).exp().sum(axes, { keepdim: true }).log().add(m).reshape(kept).reshape(outShape);
  },
  backward: (grad, { inputs: [x], output: y, args: [, axes] }) => {
    const kept = keptShape(x.shape, axes, 'logSumExp');
    return [x.sub(y.reshape(kept)).exp().mul(grad.reshape(kept))];
  },
  examples: (g) => [
    [uniform(g, [2, 3], [-2, 2])],
    [uniform(g, [2, 3, 2], [-2, 2]), [0, 2]],
    [uniform(g, [2, 3], [-2, 2]), 1, { keepdim: true }],
  ],
});
