import { kernels } from '../../kernels/backend.ts';
import { normalizeAxis } from '../../tensor/shape.ts';
import { emptyTensor, type Tensor } from '../../tensor/Tensor.ts';
import { defineOp, type Op } from '../define.ts';
import { uniform } from '../examples.ts';
import { countDtype } from './reduction.ts';

type Args = [x: Tensor, axis: number];

/** Running total along an axis: entry i is the sum of entries 0 … i. */
export const cumsum: Op<Args> = defineOp<Args>({
  name: 'cumsum',
  summary: 'Running total along an axis.',
  tex: { forward: String.raw`y_i = \sum_{k \le i} x_k`, backward: String.raw`\bar{x}_k = \sum_{i \ge k} \bar{y}_i` },
  kernels: ['cumsum', 'copy'],
  forward: (x, axis) => {
    const place = normalizeAxis(axis, x.rank, 'cumsum');
    const out = emptyTensor(x.shape, countDtype(x.dtype));
    if (x.rank === 0) kernels().copy(x, out.memory);
    else kernels().cumsum(x, place, out.memory);
    return out;
  },
  backward: (grad, { args: [, axis] }) => [grad.rank === 0 ? grad : grad.flip(axis).cumsum(axis).flip(axis)],
  examples: (g) => [
    [uniform(g, [2, 3], [-1, 1]), 1],
    [uniform(g, [2, 3, 2], [-1, 1]), 0],
    [uniform(g, [4], [-1, 1]), -1],
  ],
});
