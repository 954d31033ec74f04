import { kernels } from '../../kernels/backend.ts';
import { arange, tensor, zeros } from '../../tensor/create.ts';
import { checkWhole } from '../../tensor/elements.ts';
import { emptyTensor, type Tensor } from '../../tensor/Tensor.ts';
import { defineOp, type Op, type TensorLike } from '../define.ts';
import { stretched } from '../elementwise.ts';
import { uniform } from '../examples.ts';
import { checkIndex, watchEntries } from './gather.ts';
import { checkSource } from './scatterSource.ts';

type Args = [x: Tensor, axis: number, index: Tensor, source: TensorLike];

/**
 * A copy of x with each entry of `source` (or one number) set at the place its index names: out[i][index[i][j]] = source[i][j] for
 * axis 1. Where an index is repeated the last entry stays, and only that one receives a gradient.
 *
 * @example zeros([2, 3]).scatter(1, labels, 1) // labels [2, 1]: rows with a single 1
 */
export const scatter: Op<Args> = defineOp<Args>({
  name: 'scatter',
  summary: 'Set entries at the places an index names.',
  tex: {
    forward: String.raw`y_{i,\,k_{ij}} = s_{ij}, \text{ else } x_{ic}`,
    backward: String.raw`\bar{x}_{ic} = \bar{y}_{ic} \, [\, c \notin k_i ], \quad \bar{s}_{ij} = \bar{y}_{i,\,k_{ij}}`,
  },
  kernels: ['copy', 'scatterReduce'],
  tensors: ([x, , , source]) => (typeof source === 'number' ? [x] : [x, source]),
  forward: (x, axis, index, source) => {
    const place = checkIndex('scatter', x, axis, index);
    if (typeof source === 'number') checkWhole('scatter', source, x.dtype);
    const entries = typeof source === 'number' ? one(source, x) : checkSource('scatter', x, index, source);
    const out = emptyTensor(x.shape, x.dtype);
    kernels().copy(x, out.memory);
    watchEntries('scatter', index, x, place, () =>
      kernels().scatterReduce('set', index, stretched(entries, index.shape), place, x.shape, out.memory),
    );
    return out;
  },
  backward: (grad, { args: [x, axis, index, source] }) => {
    const ofX = grad.scatter(axis, index, 0);
    if (typeof source === 'number') return [ofX];
    const order = arange(index.size, undefined, 1, { dtype: 'int32' }).reshape(index.shape);
    const stays = zeros(x.shape, { dtype: 'int32' }).scatter(axis, index, order).gather(axis, index).eq(order);
    return [ofX, stays.where(grad.gather(axis, index), 0)];
  },
  examples: (g) => [
    [
      uniform(g, [2, 4], [-1, 1]),
      1,
      tensor(
        [
          [2, 0, 2],
          [1, 3, 0],
        ],
        { dtype: 'int32' },
      ),
      uniform(g, [2, 3], [-1, 1]),
    ],
    [uniform(g, [3, 2], [-1, 1]), 0, tensor([[2, 0]], { dtype: 'int32' }), uniform(g, [1, 2], [-1, 1])],
    [uniform(g, [2, 3], [-1, 1]), 1, tensor([[2], [1]], { dtype: 'int32' }), 0.5],
  ],
});

/** A number as a tensor that is stretched over the index. */
const one = (value: number, x: Tensor): Tensor => tensor(value, { dtype: x.dtype, device: x.device });
