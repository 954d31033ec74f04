import { normalizeAxes } from '../../tensor/shape.ts';
import { Tensor } from '../../tensor/Tensor.ts';
import { defineOp, type Op } from '../define.ts';
import { uniform } from '../examples.ts';

/** Axes of size 1 removed: the named ones that have size 1, or all of them; a view. */
export const squeeze: Op<[x: Tensor, axes?: number | readonly number[]]> = defineOp<
  [x: Tensor, axes?: number | readonly number[]]
>({
  name: 'squeeze',
  summary: 'Axes of size 1 removed; a view.',
  tex: { forward: String.raw`y_{ij} = x_{i1j}`, backward: String.raw`\bar{x}_{i1j} = \bar{y}_{ij}` },
  kernels: [],
  forward: (x, axes) => {
    const named = new Set(normalizeAxes(axes, x.rank, 'squeeze'));
    const stays = (_: number, axis: number): boolean => !(named.has(axis) && x.shape[axis] === 1);
    return new Tensor(x.storage, x.shape.filter(stays), x.strides.filter(stays), x.offset);
  },
  backward: (grad, { inputs: [x] }) => [grad.reshape(x.shape)],
  examples: (g) => [
    [uniform(g, [2, 1, 3, 1], [-1, 1])],
    [uniform(g, [1, 3, 1], [-1, 1]), 0],
    [uniform(g, [2, 3], [-1, 1]), 1],
  ],
});
