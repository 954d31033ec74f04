import { kernels } from '../../kernels/backend.ts';
import { ChalkgradError, shapeText } from '../../tensor/errors.ts';
import { normalizeAxis } from '../../tensor/shape.ts';
import { emptyTensor, type Tensor } from '../../tensor/Tensor.ts';
import { defineOp, type Op } from '../define.ts';
import { uniform } from '../examples.ts';
import { keptShape, type ReduceOptions, reducedLast } from './reduction.ts';

type Args = [x: Tensor, axis?: number | undefined, options?: ReduceOptions];

/** Where the largest entry along an axis stands (default the last axis); the first one on a tie. int32. */
export const argmax: Op<Args> = defineOp<Args>({
  name: 'argmax',
  summary: 'Where the largest entry along an axis stands.',
  tex: { forward: String.raw`y_j = \operatorname*{arg\,max}_i x_{ij}`, backward: String.raw`\text{no derivative}` },
  kernels: ['argReduce'],
  forward: (x, axis = -1, { keepdim = false } = {}) => {
    const place = normalizeAxis(axis, x.rank, 'argmax');
    if (x.shape[place] === 0) {
      throw new ChalkgradError(
        `argmax: axis ${axis} of ${shapeText(x.shape)} is empty`,
        'there must be at least one entry to choose.',
      );
    }
    const { view, kept } = reducedLast(x, place, 'argmax');
    const out = emptyTensor(keepdim ? keptShape(x.shape, place, 'argmax') : view.shape.slice(0, kept), 'int32');
    kernels().argReduce('max', view, out.memory);
    return out;
  },
  backward: null,
  examples: (g) => [
    [uniform(g, [2, 3], [-1, 1])],
    [uniform(g, [2, 3, 4], [-1, 1]), 0],
    [uniform(g, [2, 3, 4], [-1, 1]), 1, { keepdim: true }],
  ],
});
