import { kernels } from '../../kernels/backend.ts';
import { tensor } from '../../tensor/create.ts';
import { ChalkgradError, shapeText } from '../../tensor/errors.ts';
import { sameShape } from '../../tensor/shape.ts';
import { emptyTensor, type Tensor } from '../../tensor/Tensor.ts';
import { defineOp, type Op } from '../define.ts';
import { uniform } from '../examples.ts';
import { checkIndex, watchEntries } from './gather.ts';

/**
 * A copy of x with each entry of `source` added at the place its index names: out[i][index[i][j]] += source[i][j] for axis 1.
 * The reverse of gather; repeated indices add up.
 */
export const scatterAdd: Op<[x: Tensor, axis: number, index: Tensor, source: Tensor]> = defineOp<
  [x: Tensor, axis: number, index: Tensor, source: Tensor]
>({
  name: 'scatterAdd',
  summary: 'Add entries at the places an index names.',
  tex: {
    forward: String.raw`y_{ic} = x_{ic} + \sum_{j : k_{ij} = c} s_{ij}`,
    backward: String.raw`\bar{x} = \bar{y}, \quad \bar{s}_{ij} = \bar{y}_{i,\,k_{ij}}`,
  },
  kernels: ['copy', 'scatterAdd'],
  tensors: ([x, , , source]) => [x, source],
  forward: (x, axis, index, source) => {
    const place = checkIndex('scatterAdd', x, axis, index);
    if (!sameShape(index.shape, source.shape)) {
      throw new ChalkgradError(
        `scatterAdd: index ${shapeText(index.shape)} and source ${shapeText(source.shape)} differ in shape`,
        'every source entry needs exactly one index.',
      );
    }
    const out = emptyTensor(x.shape, x.dtype);
    kernels().copy(x, out.memory);
    watchEntries('scatterAdd', index, x, place, () => kernels().scatterAdd(index, source, place, x.shape, out.memory));
    return out;
  },
  backward: (grad, { args: [, axis, index] }) => [grad, grad.gather(axis, index)],
  examples: (g) => [
    [
      uniform(g, [2, 3], [-1, 1]),
      1,
      tensor(
        [
          [2, 0, 2, 2],
          [1, 1, 0, 1],
        ],
        { dtype: 'int32' },
      ),
      uniform(g, [2, 4], [-1, 1]),
    ],
    [uniform(g, [3, 2], [-1, 1]), 0, tensor([[2, 0]], { dtype: 'int32' }), uniform(g, [1, 2], [-1, 1])],
  ],
});
