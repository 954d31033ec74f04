import { isFloat } from '../../tensor/dtype.ts';
import { ChalkgradError, shapeText } from '../../tensor/errors.ts';
import { normalizeAxes } from '../../tensor/shape.ts';
import type { Tensor } from '../../tensor/Tensor.ts';
import { composeOp, type Op } from '../define.ts';
import { uniform } from '../examples.ts';
import type { LayerNormOptions } from './layerNorm.ts';

type Args = [x: Tensor, p?: number | undefined, axis?: number | readonly number[], options?: LayerNormOptions];

/**
 * Vectors of length 1: x divided by its p-norm (default 2) along an axis (default 1, as in PyTorch), or by eps (default 1e-12) where
 * the length is less.
 *
 * @example embeddings.normalize() // [N, D]: rows of length 1
 */
export const normalize: Op<Args> = composeOp<Args>({
  name: 'normalize',
  summary: 'Vectors of length 1: divided by their norm along an axis.',
  tex: {
    forward: String.raw`y = \frac{x}{\max(\lVert x \rVert_p, \varepsilon)}`,
    backward: String.raw`\bar{x} = \frac{\bar{y} - y \, (y^\top \bar{y})}{\lVert x \rVert_2} \quad (p = 2)`,
  },
  kernels: ['map', 'zip', 'reduce', 'select'],
  forward: (x, p = 2, axis = 1, { eps = 1e-12 } = {}) => {
    normalizeAxes(axis, x.rank, 'normalize');
    if (!isFloat(x.dtype)) {
      throw new ChalkgradError(
        `normalize: ${x.dtype} ${shapeText(x.shape)} cannot have length 1`,
        "convert it first: x.to('float32').normalize().",
      );
    }
    return x.div(x.norm(p, axis, { keepdim: true }).clamp(eps));
  },
  examples: (g) => [
    [uniform(g, [2, 3], [0.2, 1])],
    [uniform(g, [2, 3, 2], [-1, -0.2]), 1, 0],
    [uniform(g, [3], [0.2, 1]), 3, -1],
    [uniform(g, [2, 2], [0.1, 0.2]), 2, 1, { eps: 5 }],
  ],
});
