import { ChalkgradError, shapeText } from '../../tensor/errors.ts';
import { normalizeAxis } from '../../tensor/shape.ts';
import type { Tensor } from '../../tensor/Tensor.ts';
import { composeOp, type Op } from '../define.ts';
import { uniform } from '../examples.ts';
import type { Sorted } from './sort.ts';

export interface TopkOptions {
  /** false asks for the smallest instead. Default true. */
  readonly largest?: boolean;
}

type Args = [x: Tensor, k: number, axis?: number, options?: TopkOptions];

/** The k largest entries along an axis (default the last), largest first, and where they stood. On a tie the earlier one wins. */
export const topk: Op<Args, Sorted> = composeOp<Args, Sorted>({
  name: 'topk',
  summary: 'The k largest entries along an axis, and where they stood.',
  tex: {
    forward: String.raw`y_i = x_{\pi_i}, \quad i \le k, \quad y_1 \ge y_2 \ge \cdots`,
    backward: String.raw`\bar{x}_{\pi_i} = \bar{y}_i, \text{ else } 0`,
  },
  kernels: ['argsort', 'gather'],
  forward: (x, k, axis = -1, { largest = true } = {}) => {
    const place = normalizeAxis(axis, x.rank, 'topk');
    if (x.rank === 0 || !Number.isInteger(k) || k < 0 || k > x.shape[place]!) {
      throw new ChalkgradError(
        `topk: axis ${axis} of ${shapeText(x.shape)} does not have ${k} entries to choose`,
        'k runs from 0 to the size of the axis.',
      );
    }
    const indices = x.argsort(place, { descending: largest }).slice(place, 0, k);
    return { values: x.gather(place, indices), indices };
  },
  examples: (g) => [
    [uniform(g, [2, 4], [-1, 1]), 2],
    [uniform(g, [3, 2, 2], [-1, 1]), 1, 0, { largest: false }],
    [uniform(g, [5], [-1, 1]), 5],
  ],
});
