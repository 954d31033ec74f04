import { ChalkgradError } from '../../tensor/errors.ts';
import { normalizeAxis } from '../../tensor/shape.ts';
import type { Tensor } from '../../tensor/Tensor.ts';
import { composeOp, type Op } from '../define.ts';
import { uniform } from '../examples.ts';

type Args = [x: Tensor, axis?: number];

/**
 * Every entry along an axis (default the first) as a tensor of its own; views.
 *
 * @example for (const step of sequence.unbind(1)) hidden = cell.forward(step, hidden); // [N, T, D] → T times [N, D]
 */
export const unbind: Op<Args, Tensor[]> = composeOp<Args, Tensor[]>({
  name: 'unbind',
  summary: 'Every entry along an axis as a tensor of its own; views.',
  tex: { forward: String.raw`y^{(k)}_j = x_{kj}`, backward: String.raw`\bar{x}_{kj} = \bar{y}^{(k)}_j` },
  kernels: [],
  forward: (x, axis = 0) => {
    if (x.rank === 0)
      throw new ChalkgradError('unbind: a scalar has no entries to hand out', 'it needs at least one axis.');
    const place = normalizeAxis(axis, x.rank, 'unbind');
    return Array.from({ length: x.shape[place]! }, (_, i) => x.select(place, i));
  },
  examples: (g) => [[uniform(g, [3, 2], [-1, 1])], [uniform(g, [2, 3, 2], [-1, 1]), -1]],
});
