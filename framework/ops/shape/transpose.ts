import { normalizeAxis } from '../../tensor/shape.ts';
import { Tensor } from '../../tensor/Tensor.ts';
import { defineOp, type Op } from '../define.ts';
import { uniform } from '../examples.ts';

/** Two axes exchanged (the last two unless named); a view. */
export const transpose: Op<[x: Tensor, axis0?: number, axis1?: number]> = defineOp<
  [x: Tensor, axis0?: number, axis1?: number]
>({
  name: 'transpose',
  summary: 'Two axes exchanged; a view.',
  tex: { forward: String.raw`y_{ji} = x_{ij}`, backward: String.raw`\bar{x} = \bar{y}^{\top}` },
  kernels: [],
  forward: (x, axis0 = -2, axis1 = -1) => {
    const a = normalizeAxis(axis0, x.rank, 'transpose');
    const b = normalizeAxis(axis1, x.rank, 'transpose');
    const exchange = (list: readonly number[]): number[] =>
      list.map((value, i) => (i === a ? list[b]! : i === b ? list[a]! : value));
    return new Tensor(x.storage, exchange(x.shape), exchange(x.strides), x.offset);
  },
  backward: (grad, { args: [, axis0, axis1] }) => [grad.transpose(axis0, axis1)],
  examples: (g) => [[uniform(g, [2, 3], [-1, 1])], [uniform(g, [2, 3, 4], [-1, 1]), 0, 2]],
});
