import { normalizeAxis } from '../../tensor/shape.ts';
import type { Tensor } from '../../tensor/Tensor.ts';
import { defineOp, type Op } from '../define.ts';
import { uniform } from '../examples.ts';
import { reshape } from './reshape.ts';

/**
 * Axes from `start` to `end` (both included) become one.
 *
 * @example maps.flatten(1) // [N, C, H, W] → [N, C·H·W]
 */
export const flatten: Op<[x: Tensor, start?: number, end?: number]> = defineOp<
  [x: Tensor, start?: number, end?: number]
>({
  name: 'flatten',
  summary: 'Neighbouring axes become one.',
  tex: {
    forward: String.raw`y = \operatorname{flatten}(x)`,
    backward: String.raw`\bar{x} = \operatorname{reshape}(\bar{y})`,
  },
  kernels: ['copy'],
  forward: (x, start = 0, end = -1) => {
    if (x.rank === 0) return reshape(x, [1]);
    const first = normalizeAxis(start, x.rank, 'flatten');
    const last = normalizeAxis(end, x.rank, 'flatten');
    const merged = x.shape.slice(first, last + 1).reduce((product, n) => product * n, 1);
    return reshape(x, [...x.shape.slice(0, first), merged, ...x.shape.slice(last + 1)]);
  },
  backward: (grad, { inputs: [x] }) => [grad.reshape(x.shape)],
  examples: (g) => [
    [uniform(g, [2, 3, 4], [-1, 1]), 1],
    [uniform(g, [2, 3], [-1, 1])],
    [uniform(g, [2, 3, 2], [-1, 1]), 0, 1],
  ],
});
