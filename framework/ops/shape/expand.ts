import { ChalkgradError, shapeText } from '../../tensor/errors.ts';
import { broadcastShapes, type Shape, sameShape } from '../../tensor/shape.ts';
import type { Tensor } from '../../tensor/Tensor.ts';
import { defineOp, type Op } from '../define.ts';
import { stretched } from '../elementwise.ts';
import { uniform } from '../examples.ts';

/** Axes of size 1 read again and again (stride 0); a view of a larger shape. New axes come in front. */
export const expand: Op<[x: Tensor, shape: Shape]> = defineOp<[x: Tensor, shape: Shape]>({
  name: 'expand',
  summary: 'Axes of size 1 stretched to a larger size; a view.',
  tex: { forward: String.raw`y_{ij} = x_{1j}`, backward: String.raw`\bar{x}_{1j} = \sum_i \bar{y}_{ij}` },
  kernels: [],
  forward: (x, shape) => {
    const lead = shape.length - x.rank;
    const target = shape.map((n, axis) => (n === -1 && axis >= lead ? x.shape[axis - lead]! : n));
    if (lead < 0 || !sameShape(broadcastShapes(x.shape, target, 'expand'), target)) {
      throw new ChalkgradError(
        `expand: ${shapeText(x.shape)} cannot become ${shapeText(shape)}`,
        'only axes of size 1 can be stretched, and new axes come in front.',
      );
    }
    return stretched(x, target);
  },
  backward: (grad, { inputs: [x] }) => [grad.sumTo(x.shape)],
  examples: (g) => [
    [uniform(g, [2, 1, 3], [-1, 1]), [2, 4, 3]],
    [uniform(g, [3], [-1, 1]), [2, 3]],
    [uniform(g, [], [-1, 1]), [2]],
  ],
});
