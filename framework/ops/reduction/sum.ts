import type { Tensor } from '../../tensor/Tensor.ts';
import { defineOp, type Op } from '../define.ts';
import { uniform } from '../examples.ts';
import { type Axes, countDtype, keptShape, type ReduceOptions, reduceInto } from './reduction.ts';

/**
 * Sum over the given axes; over everything when none are named.
 *
 * @example x.sum(0)                          // [m, n] → [n]
 * @example x.sum([0, 1], { keepdim: true })  // [m, n] → [1, 1]
 */
export const sum: Op<[x: Tensor, axes?: Axes, options?: ReduceOptions]> = defineOp<
  [x: Tensor, axes?: Axes, options?: ReduceOptions]
>({
  name: 'sum',
  summary: 'Sum over axes.',
  tex: { forward: String.raw`y_j = \sum_i x_{ij}`, backward: String.raw`\bar{x}_{ij} = \bar{y}_j` },
  kernels: ['reduce'],
  forward: (x, axes, options) => reduceInto('sum', x, axes, options, countDtype(x.dtype)),
  backward: (grad, { inputs: [x], args: [, axes] }) => [grad.reshape(keptShape(x.shape, axes, 'sum')).expand(x.shape)],
  examples: (g) => [
    [uniform(g, [2, 3], [-1, 1])],
    [uniform(g, [2, 3, 4], [-1, 1]), [0, -1]],
    [uniform(g, [2, 1, 3], [-1, 1]), 1, { keepdim: true }],
  ],
});
