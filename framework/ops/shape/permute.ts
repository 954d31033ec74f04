import { ChalkgradError, shapeText } from '../../tensor/errors.ts';
import { normalizeAxis } from '../../tensor/shape.ts';
import { Tensor } from '../../tensor/Tensor.ts';
import { defineOp, type Op } from '../define.ts';
import { uniform } from '../examples.ts';

/**
 * The axes in another order; a view, nothing is copied.
 *
 * @example images.permute([0, 2, 3, 1]) // NCHW → NHWC
 */
export const permute: Op<[x: Tensor, axes: readonly number[]]> = defineOp<[x: Tensor, axes: readonly number[]]>({
  name: 'permute',
  summary: 'The axes in another order; a view.',
  tex: {
    forward: String.raw`y_{i_{\pi(1)} \dots i_{\pi(n)}} = x_{i_1 \dots i_n}`,
    backward: String.raw`\bar{x} = \operatorname{permute}_{\pi^{-1}}(\bar{y})`,
  },
  kernels: [],
  forward: (x, axes) => {
    const order = axes.map((axis) => normalizeAxis(axis, x.rank, 'permute'));
    if (order.length !== x.rank || new Set(order).size !== x.rank) {
      throw new ChalkgradError(
        `permute: axes ${shapeText(axes)} do not name each axis of ${shapeText(x.shape)} once`,
        `list all ${x.rank} axes in their new order, for example [${Array.from({ length: x.rank }, (_, i) => x.rank - 1 - i).join(', ')}].`,
      );
    }
    return new Tensor(
      x.storage,
      order.map((axis) => x.shape[axis]!),
      order.map((axis) => x.strides[axis]!),
      x.offset,
    );
  },
  backward: (grad, { inputs: [x], args: [, axes] }) => {
    const inverse = new Array<number>(x.rank);
    axes.forEach((axis, place) => {
      inverse[axis < 0 ? axis + x.rank : axis] = place;
    });
    return [grad.permute(inverse)];
  },
  examples: (g) => [
    [uniform(g, [2, 3, 4], [-1, 1]), [2, 0, 1]],
    [uniform(g, [2, 1], [-1, 1]), [1, -2]],
  ],
});
