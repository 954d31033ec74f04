import { kernels } from '../../kernels/backend.ts';
import { zeros } from '../../tensor/create.ts';
import { normalizeAxis } from '../../tensor/shape.ts';
import { emptyTensor, type Tensor } from '../../tensor/Tensor.ts';
import { defineOp, type Op } from '../define.ts';
import { uniform } from '../examples.ts';

export interface SortOptions {
  /** Largest first. Default false. */
  readonly descending?: boolean;
}

type Args = [x: Tensor, axis?: number, options?: SortOptions];

/** The order that sorts an axis (default the last): x.gather(axis, x.argsort(axis)) is sorted. int32. Equal entries keep their order. */
export const argsort: Op<Args> = defineOp<Args>({
  name: 'argsort',
  summary: 'The order that sorts an axis.',
  tex: { forward: String.raw`x_{y_1} \le x_{y_2} \le \cdots`, backward: String.raw`\text{no derivative}` },
  kernels: ['argsort'],
  forward: (x, axis = -1, { descending = false } = {}) => {
    const place = normalizeAxis(axis, x.rank, 'argsort');
    if (x.rank === 0) return zeros([], { dtype: 'int32' });
    const view = x.transpose(place, -1);
    const out = emptyTensor(view.shape, 'int32');
    kernels().argsort(view, descending, out.memory);
    return out.transpose(place, -1);
  },
  backward: null,
  examples: (g) => [
    [uniform(g, [2, 4], [-1, 1])],
    [uniform(g, [3, 2, 2], [-1, 1]), 0, { descending: true }],
    [uniform(g, [5], [-1, 1])],
  ],
});
