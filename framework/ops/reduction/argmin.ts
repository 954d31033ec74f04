import { kernels } from '../../kernels/backend.ts';
import { ChalkgradError, shapeText } from '../../tensor/errors.ts';
import { normalizeAxis } from '../../tensor/shape.ts';
import { emptyTensor, type Tensor } from '../../tensor/Tensor.ts';
import { defineOp, type Op } from '../define.ts';
import { uniform } from '../examples.ts';
import { keptShape, type ReduceOptions, reducedLast } from './reduction.ts';

type Args = [x: Tensor, axis?: number | undefined, options?: ReduceOptions];

/** Where the smallest entry along an axis stands (default the last axis); the first one on a tie. int32. */
export const argmin: Op<Args> = defineOp<Args>({
  name: 'argmin',
  summary: 'Where the smallest entry along an axis stands.',
  tex: { forward: String.raw`y_j = \operatorname*{arg\,min}_i x_{ij}`, backward: String.raw`\text{no derivative}` },
  kernels: ['argReduce'],
  forward: (x, axis = -1, { keepdim = false } = {}) => {
    const place = normalizeAxis(axis, x.rank, 'argmin');
    if (x.shape[place] === 0) {
      throw new ChalkgradError(
        `argmin: axis ${axis} of ${shapeText(x.shape)} is empty`,
        'there must be at least one entry to choose.',
      );
    }
    const { view, kept } = reducedLast(x, place, 'argmin');
    const out = emptyTensor(keepdim ? keptShape(x.shape, place, 'argmin') : view.shape.slice(0, kept), 'int32');
    kernels().argReduce('min', view, out.memory);
    return out;
  },
  backward: null,
  examples: (g) => [
    [uniform(g, [2, 3], [-1, 1])],
    [uniform(g, [2, 3, 4], [-1, 1]), 0],
    [uniform(g, [2, 3, 4], [-1, 1]), 1, { keepdim: true }],
  ],
});
