import { ChalkgradError } from '../../tensor/errors.ts';
import { normalizeAxis } from '../../tensor/shape.ts';
import type { Tensor } from '../../tensor/Tensor.ts';
import { composeOp, type Op } from '../define.ts';
import { uniform } from '../examples.ts';

type Args = [x: Tensor, count: number, axis?: number];

/**
 * So many parts of equal size along an axis (default the first); views. When the size is no multiple of the count the last part
 * is smaller, and there may be fewer parts, as in PyTorch: 5 in 4 chunks gives 2, 2, 1.
 */
export const chunk: Op<Args, Tensor[]> = composeOp<Args, Tensor[]>({
  name: 'chunk',
  summary: 'So many parts of equal size along an axis; views.',
  tex: {
    forward: String.raw`[\, a \;\; b \;\; \cdots \,] = x`,
    backward: String.raw`\bar{x} = [\, \bar{a} \;\; \bar{b} \;\; \cdots \,]`,
  },
  kernels: [],
  forward: (x, count, axis = 0) => {
    if (!Number.isInteger(count) || count < 1) {
      throw new ChalkgradError(`chunk: ${count} parts are not possible`, 'ask for a whole number of at least 1.');
    }
    const size = x.shape[normalizeAxis(axis, x.rank, 'chunk')] ?? 0;
    return size === 0
      ? Array.from({ length: count }, () => x.slice(axis, 0, 0))
      : x.split(Math.ceil(size / count), axis);
  },
  examples: (g) => [
    [uniform(g, [4, 2], [-1, 1]), 2],
    [uniform(g, [2, 5], [-1, 1]), 4, 1],
    [uniform(g, [3], [-1, 1]), 1],
  ],
});
