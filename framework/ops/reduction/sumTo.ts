import { type Shape, sameShape } from '../../tensor/shape.ts';
import type { Tensor } from '../../tensor/Tensor.ts';
import { defineOp, type Op } from '../define.ts';
import { uniform } from '../examples.ts';
import { sum } from './sum.ts';

/**
 * Undo a broadcast: sum over every axis that was stretched or added, so that the result has the given shape. It is how a
 * gradient finds its way back to an operand that was used several times over.
 */
export const sumTo: Op<[x: Tensor, shape: Shape]> = defineOp<[x: Tensor, shape: Shape]>({
  name: 'sumTo',
  summary: 'Sum over the axes that a broadcast stretched.',
  tex: { forward: String.raw`y_{1j} = \sum_i x_{ij}`, backward: String.raw`\bar{x}_{ij} = \bar{y}_{1j}` },
  kernels: ['reduce'],
  forward: (x, shape) => {
    if (sameShape(x.shape, shape)) return x;
    const lead = x.rank - shape.length;
    const axes = x.shape
      .map((_, axis) => axis)
      .filter((axis) => axis < lead || (shape[axis - lead] === 1 && x.shape[axis] !== 1));
    return sum(x, axes, { keepdim: true }).reshape(shape);
  },
  backward: (grad, { inputs: [x] }) => [grad.expand(x.shape)],
  examples: (g) => [
    [uniform(g, [2, 3, 4], [-1, 1]), [3, 1]],
    [uniform(g, [2, 3], [-1, 1]), [2, 3]],
    [uniform(g, [2, 3], [-1, 1]), []],
  ],
});
