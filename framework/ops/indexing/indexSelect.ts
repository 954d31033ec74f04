import { kernels } from '../../kernels/backend.ts';
import { tensor, zeros } from '../../tensor/create.ts';
import { ChalkgradError, shapeText } from '../../tensor/errors.ts';
import { normalizeAxis, type Shape } from '../../tensor/shape.ts';
import { emptyTensor, type Tensor } from '../../tensor/Tensor.ts';
import { defineOp, type Op } from '../define.ts';
import { uniform } from '../examples.ts';
import { checkEntries, watchEntries } from './gather.ts';

type Args = [x: Tensor, axis: number, index: Tensor];

/**
 * Whole slices picked along one axis, in the order the index names them: out[i] = x[index[i]] for axis 0. A slice that is
 * picked twice receives both gradients. index: int32 [k] → x's shape with k in place of the axis' size.
 *
 * @example images.indexSelect(0, tensor([5, 2], { dtype: 'int32' })) // the sixth and the third image
 */
export const indexSelect: Op<Args> = defineOp<Args>({
  name: 'indexSelect',
  summary: 'Whole slices picked along one axis by index.',
  tex: {
    forward: String.raw`y_{ij} = x_{k_i,\,j}`,
    backward: String.raw`\bar{x}_{cj} = \sum_{i \,:\, k_i = c} \bar{y}_{ij}`,
  },
  kernels: ['gather', 'scatterAdd'],
  forward: (x, axis, index) => {
    const place = normalizeAxis(axis, x.rank, 'indexSelect');
    if (index.rank !== 1 || x.rank === 0) {
      throw new ChalkgradError(
        `indexSelect: an index of shape ${shapeText(index.shape)} cannot pick slices of ${shapeText(x.shape)}`,
        'the index is a vector of places, and the tensor needs an axis to pick from; see gather for one index an entry.',
      );
    }
    checkEntries('indexSelect', index, x, place);
    const out = emptyTensor(x.shape.with(place, index.shape[0]!), x.dtype);
    watchEntries('indexSelect', index, x, place, () =>
      kernels().gather(x, alongAxis(index, place, out.shape), place, out.memory),
    );
    return out;
  },
  backward: (grad, { inputs: [x], args: [, axis, index] }) => {
    const place = axis < 0 ? axis + x.rank : axis;
    return [zeros(x.shape, { dtype: x.dtype }).scatterAdd(place, alongAxis(index, place, grad.shape), grad)];
  },
  examples: (g) => [
    [uniform(g, [3, 2], [-1, 1]), 0, tensor([2, 0, 2, 1], { dtype: 'int32' })],
    [uniform(g, [2, 3, 2], [-1, 1]), -2, tensor([1], { dtype: 'int32' })],
    [uniform(g, [4], [-1, 1]), 0, tensor([3, 3], { dtype: 'int32' })],
  ],
});

/** The index laid along one axis and stretched over all others, without copying it. [k] → shape */
const alongAxis = (index: Tensor, axis: number, shape: Shape): Tensor =>
  index.reshape(shape.map((_, i) => (i === axis ? index.shape[0]! : 1))).expand(shape);
