import type { Tensor } from '../../tensor/Tensor.ts';
import { defineOp, type Op } from '../define.ts';
import { uniform } from '../examples.ts';
import { type Axes, keptShape, type ReduceOptions, reduceInto } from './reduction.ts';

/** Smallest entry over the given axes (all when none are named). Entries that tie share the gradient equally (torch.amin). */
export const min: Op<[x: Tensor, axes?: Axes, options?: ReduceOptions]> = defineOp<
  [x: Tensor, axes?: Axes, options?: ReduceOptions]
>({
  name: 'min',
  summary: 'Smallest entry over axes.',
  tex: {
    forward: String.raw`y_j = \min_i x_{ij}`,
    backward: String.raw`\bar{x}_{ij} = \frac{[x_{ij} = y_j]}{\#\{k : x_{kj} = y_j\}} \, \bar{y}_j`,
  },
  kernels: ['reduce'],
  forward: (x, axes, options) => reduceInto('min', x, axes, options),
  backward: (grad, { inputs: [x], args: [, axes], output }) => {
    const kept = keptShape(x.shape, axes, 'min');
    const winners = x.eq(output.reshape(kept)).to(x.dtype);
    return [winners.div(winners.sum(axes, { keepdim: true })).mul(grad.reshape(kept))];
  },
  examples: (g) => [
    [uniform(g, [2, 3], [-1, 1])],
    [uniform(g, [2, 3, 4], [-1, 1]), [0, 2]],
    [uniform(g, [2, 3], [-1, 1]), 1, { keepdim: true }],
  ],
});
