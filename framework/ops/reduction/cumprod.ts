import { kernels } from '../../kernels/backend.ts';
import { eye, ones, tensor } from '../../tensor/create.ts';
import { normalizeAxis } from '../../tensor/shape.ts';
import { emptyTensor, type Tensor } from '../../tensor/Tensor.ts';
import { defineOp, type Op } from '../define.ts';
import { uniform } from '../examples.ts';
import { countDtype } from './reduction.ts';

type Args = [x: Tensor, axis: number];

/** Running product along an axis: entry i is the product of entries 0 … i. The gradient is right also where factors are 0. */
export const cumprod: Op<Args> = defineOp<Args>({
  name: 'cumprod',
  summary: 'Running product along an axis.',
  tex: {
    forward: String.raw`y_i = \prod_{k \le i} x_k`,
    backward: String.raw`\bar{x}_k = \sum_{i \ge k} \bar{y}_i \prod_{j \le i,\, j \ne k} x_j`,
  },
  kernels: ['cumprod', 'copy'],
  forward: (x, axis) => {
    const place = normalizeAxis(axis, x.rank, 'cumprod');
    const out = emptyTensor(x.shape, countDtype(x.dtype));
    if (x.rank === 0) kernels().copy(x, out.memory);
    else kernels().cumprod(x, place, out.memory);
    return out;
  },
  backward: (grad, { inputs: [x], output: y, args: [, axis] }) => {
    if (x.rank === 0) return [grad];
    const hasZero = x.device !== 'cpu' || x.dataSync().includes(0); // not asked on a GPU: the careful way serves all
    if (hasZero) return [withoutDividing(grad, x, normalizeAxis(axis, x.rank, 'cumprod'))];
    return [grad.mul(y).flip(axis).cumsum(axis).flip(axis).div(x)];
  },
  examples: (g) => [
    [uniform(g, [2, 3], [0.5, 1.5]), 1],
    [uniform(g, [2, 3, 2], [-1.5, -0.5]), 0],
    [uniform(g, [4], [0.5, 1.5]), -1],
    [
      tensor(
        [
          [2, 0, 3],
          [0, 1, 0],
        ],
        { dtype: 'float64' },
      ),
      1,
    ],
  ],
});

/** Each product once more with factor k left out, for every k. Quadratic in the length of the axis. */
function withoutDividing(grad: Tensor, x: Tensor, axis: number): Tensor {
  const n = x.shape[axis]!;
  const line = x.transpose(axis, -1); // [.., n]
  const lead = line.shape.slice(0, -1);
  const copies = line.unsqueeze(-2).expand([...lead, n, n]); // row k: the line …
  const others = eye(n, n, { dtype: 'bool' }).where(1, copies).cumprod(-1); // … with a 1 in place of factor k
  const includes = ones([n, n], { dtype: 'bool' }).triu(); // only products that reach factor k depend on it
  const shares = includes.where(others, 0).mul(grad.transpose(axis, -1).unsqueeze(-2));
  return shares.sum(-1).transpose(axis, -1);
}
