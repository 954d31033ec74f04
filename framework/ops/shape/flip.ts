import { kernels } from '../../kernels/backend.ts';
import { normalizeAxes } from '../../tensor/shape.ts';
import { emptyTensor, Tensor } from '../../tensor/Tensor.ts';
import { defineOp, type Op } from '../define.ts';
import { uniform } from '../examples.ts';
import type { Axes } from '../reduction/reduction.ts';

type Args = [x: Tensor, axes: Axes];

/**
 * The entries along the given axes in reverse order; a copy.
 *
 * @example images.flip(-1) // mirrored left to right
 */
export const flip: Op<Args> = defineOp<Args>({
  name: 'flip',
  summary: 'The entries along axes in reverse order.',
  tex: { forward: String.raw`y_i = x_{n-1-i}`, backward: String.raw`\bar{x}_i = \bar{y}_{n-1-i}` },
  kernels: ['copy'],
  forward: (x, axes) => {
    const turned = normalizeAxes(axes, x.rank, 'flip');
    const lastPlaces = turned.reduce((sum, axis) => sum + Math.max(x.shape[axis]! - 1, 0) * x.strides[axis]!, 0);
    const strides = x.strides.map((stride, axis) => (turned.includes(axis) ? -stride : stride));
    const out = emptyTensor(x.shape, x.dtype);
    kernels().copy(new Tensor(x.storage, x.shape, strides, x.offset + lastPlaces), out.memory);
    return out;
  },
  backward: (grad, { args: [, axes] }) => [grad.flip(axes)],
  examples: (g) => [
    [uniform(g, [2, 3], [-1, 1]), 1],
    [uniform(g, [2, 3, 2], [-1, 1]), [0, -1]],
    [uniform(g, [4], [-1, 1]), 0],
  ],
});
