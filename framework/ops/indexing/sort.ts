import type { Tensor } from '../../tensor/Tensor.ts';
import { composeOp, type Op } from '../define.ts';
import { uniform } from '../examples.ts';
import type { SortOptions } from './argsort.ts';

export interface Sorted {
  readonly values: Tensor;
  /** Where each value stood. int32, the values' shape. */
  readonly indices: Tensor;
}

type Args = [x: Tensor, axis?: number, options?: SortOptions];

/**
 * The entries along an axis (default the last) in order, and where they stood. Equal entries keep their order.
 *
 * @example const { values, indices } = scores.sort(-1, { descending: true });
 */
export const sort: Op<Args, Sorted> = composeOp<Args, Sorted>({
  name: 'sort',
  summary: 'The entries along an axis in order, and where they stood.',
  tex: {
    forward: String.raw`y_i = x_{\pi_i}, \quad y_1 \le y_2 \le \cdots`,
    backward: String.raw`\bar{x}_{\pi_i} = \bar{y}_i`,
  },
  kernels: ['argsort', 'gather'],
  forward: (x, axis = -1, options = {}) => {
    const indices = x.argsort(axis, options);
    return { values: x.rank === 0 ? x : x.gather(axis, indices), indices };
  },
  examples: (g) => [
    [uniform(g, [2, 4], [-1, 1])],
    [uniform(g, [3, 2, 2], [-1, 1]), 0, { descending: true }],
    [uniform(g, [5], [-1, 1])],
  ],
});
