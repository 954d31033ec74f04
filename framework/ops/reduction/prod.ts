import { eye, tensor } from '../../tensor/create.ts';
import { normalizeAxes } from '../../tensor/shape.ts';
import type { Tensor } from '../../tensor/Tensor.ts';
import { defineOp, type Op } from '../define.ts';
import { uniform } from '../examples.ts';
import { type Axes, countDtype, keptShape, type ReduceOptions, reduceInto } from './reduction.ts';

type Args = [x: Tensor, axes?: Axes | undefined, options?: ReduceOptions];

/** Product over the given axes; over everything when none are named. The gradient is right also where factors are 0. */
export const prod: Op<Args> = defineOp<Args>({
  name: 'prod',
  summary: 'Product over axes.',
  tex: {
    forward: String.raw`y_j = \prod_i x_{ij}`,
    backward: String.raw`\bar{x}_{ij} = \Bigl( \prod_{k \ne i} x_{kj} \Bigr) \bar{y}_j`,
  },
  kernels: ['reduce'],
  forward: (x, axes, options) => reduceInto('prod', x, axes, options, countDtype(x.dtype)),
  backward: (grad, { inputs: [x], output: y, args: [, axes] }) => {
    const kept = keptShape(x.shape, axes, 'prod');
    const hasZero = x.device !== 'cpu' || x.dataSync().includes(0); // not asked on a GPU: the careful way serves all
    const others = hasZero ? productOfOthers(x, axes) : y.reshape(kept).div(x);
    return [others.mul(grad.reshape(kept))];
  },
  examples: (g) => [
    [uniform(g, [2, 3], [0.5, 1.5])],
    [uniform(g, [2, 3, 2], [-1.5, -0.5]), [0, 2]],
    [uniform(g, [2, 3], [0.5, 1.5]), 1, { keepdim: true }],
    [
      tensor(
        [
          [0, 0.5, 2],
          [1.5, 0, 0],
          [1, 2, 3],
        ],
        { dtype: 'float64' },
      ),
      1,
    ],
  ],
});

/** For each element the product of all the others it is multiplied with, without dividing. Quadratic in their number. */
function productOfOthers(x: Tensor, axes: Axes | undefined): Tensor {
  const gone = normalizeAxes(axes, x.rank, 'prod');
  const order = [...x.shape.map((_, axis) => axis).filter((axis) => !gone.includes(axis)), ...gone];
  const view = x.permute(order);
  const lead = view.shape.slice(0, x.rank - gone.length);
  const n = gone.reduce((count, axis) => count * x.shape[axis]!, 1);
  const lines = view.reshape([...lead, 1, n]).expand([...lead, n, n]); // one copy of the line for each of its elements …
  const others = eye(n, n, { dtype: 'bool' }).where(1, lines).prod(-1); // … in which that element is a 1
  const back = order.map((_, axis) => order.indexOf(axis));
  return others.reshape(view.shape).permute(back);
}
