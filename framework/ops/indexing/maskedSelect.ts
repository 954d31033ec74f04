import { tensor } from '../../tensor/create.ts';
import { ChalkgradError } from '../../tensor/errors.ts';
import type { Tensor } from '../../tensor/Tensor.ts';
import { commonShape } from '../commonShape.ts';
import { composeOp, type Op } from '../define.ts';
import { uniform } from '../examples.ts';
import { refuseDevice } from './nonzero.ts';

type Args = [x: Tensor, mask: Tensor];

/**
 * The entries where a mask holds, in row-major order, as one vector. x and mask are broadcast together, mask is bool → [count].
 * How many there are is only known by reading, so a GPU refuses; what would follow there is often `where`.
 *
 * @example losses.maskedSelect(isReal).mean()
 */
export const maskedSelect: Op<Args> = composeOp<Args>({
  name: 'maskedSelect',
  summary: 'The entries where a mask holds, as one vector.',
  tex: {
    forward: String.raw`y = ( x_i : m_i )`,
    backward: String.raw`\bar{x}_i = \bar{y}_{\#\{ j < i \,:\, m_j \}} \, [m_i]`,
  },
  kernels: ['gather', 'scatterAdd'],
  operands: 2,
  forward: (x, mask) => {
    if (mask.dtype !== 'bool') {
      throw new ChalkgradError(
        `maskedSelect: the mask has dtype ${mask.dtype}, it must be bool`,
        "compare something (x.gt(0)) or convert with .to('bool').",
      );
    }
    refuseDevice('maskedSelect', x);
    const shape = commonShape(x.shape, mask.shape, 'maskedSelect');
    const chosen = mask.expand(shape).reshape([-1]).nonzero().squeeze(1);
    return x.expand(shape).reshape([-1]).indexSelect(0, chosen);
  },
  examples: (g) => [
    [
      uniform(g, [2, 3], [-1, 1]),
      tensor(
        [
          [1, 0, 1],
          [0, 0, 1],
        ],
        { dtype: 'bool' },
      ),
    ],
    [uniform(g, [2, 3], [-1, 1]), tensor([1, 0, 1], { dtype: 'bool' })],
    [uniform(g, [3], [-1, 1]), tensor([[1], [0]], { dtype: 'bool' })],
  ],
});
