import { normalizeAxis } from '../../tensor/shape.ts';
import { Tensor } from '../../tensor/Tensor.ts';
import { defineOp, type Op } from '../define.ts';
import { uniform } from '../examples.ts';

/** A new axis of size 1 at the given place; a view. -1 puts it last. */
export const unsqueeze: Op<[x: Tensor, axis: number]> = defineOp<[x: Tensor, axis: number]>({
  name: 'unsqueeze',
  summary: 'A new axis of size 1; a view.',
  tex: { forward: String.raw`y_{i1j} = x_{ij}`, backward: String.raw`\bar{x}_{ij} = \bar{y}_{i1j}` },
  kernels: [],
  forward: (x, axis) => {
    const place = normalizeAxis(axis, x.rank + 1, 'unsqueeze');
    return new Tensor(x.storage, x.shape.toSpliced(place, 0, 1), x.strides.toSpliced(place, 0, 0), x.offset);
  },
  backward: (grad, { inputs: [x] }) => [grad.reshape(x.shape)],
  examples: (g) => [
    [uniform(g, [2, 3], [-1, 1]), 1],
    [uniform(g, [3], [-1, 1]), -1],
  ],
});
