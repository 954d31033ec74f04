import { kernels } from '../../kernels/backend.ts';
import { tensor } from '../../tensor/create.ts';
import { promote } from '../../tensor/dtype.ts';
import { ChalkgradError } from '../../tensor/errors.ts';
import { emptyTensor, type Tensor } from '../../tensor/Tensor.ts';
import { commonShape } from '../commonShape.ts';
import { defineOp, type Op, type TensorLike } from '../define.ts';
import { stretched } from '../elementwise.ts';
import { uniform } from '../examples.ts';

type Args = [condition: Tensor, x: TensorLike, y: TensorLike];

/**
 * x where the condition holds, y elsewhere; all three are broadcast together. The gradient goes only where its value was
 * taken from.
 *
 * @example where(x.gt(0), x, 0) // or x.gt(0).where(x, 0)
 */
export const where: Op<Args> = defineOp<Args>({
  name: 'where',
  summary: 'Choose between two values, element by element.',
  tex: {
    forward: String.raw`y_i = \begin{cases} a_i & c_i \\ b_i & \text{else} \end{cases}`,
    backward: String.raw`\bar{a}_i = [c_i] \, \bar{y}_i, \quad \bar{b}_i = [\lnot c_i] \, \bar{y}_i`,
  },
  kernels: ['select'],
  operands: 3,
  forward: (condition, xLike, yLike) => {
    const [x, y] = [xLike as Tensor, yLike as Tensor];
    if (condition.dtype !== 'bool') {
      throw new ChalkgradError(
        `where: the condition has dtype ${condition.dtype}, it must be bool`,
        "compare something (x.gt(0)) or convert with .to('bool').",
      );
    }
    const shape = commonShape(commonShape(x.shape, y.shape, 'where'), condition.shape, 'where');
    const out = emptyTensor(shape, promote(x.dtype, y.dtype));
    kernels().select(stretched(condition, shape), stretched(x, shape), stretched(y, shape), out.memory);
    return out;
  },
  backward: (grad, { inputs: [condition, x, y] }) => [
    null,
    x.requiresGrad ? condition.where(grad, 0).sumTo(x.shape) : null,
    y.requiresGrad ? condition.where(0, grad).sumTo(y.shape) : null,
  ],
  examples: (g) => [
    [
      tensor(
        [
          [1, 0, 1],
          [0, 0, 1],
        ],
        { dtype: 'bool' },
      ),
      uniform(g, [2, 3], [-1, 1]),
      uniform(g, [2, 3], [-1, 1]),
    ],
    [tensor([1, 0, 1], { dtype: 'bool' }), uniform(g, [2, 1], [-1, 1]), uniform(g, [], [-1, 1])],
    [tensor([[0], [1]], { dtype: 'bool' }), uniform(g, [3], [-1, 1]), 0],
  ],
});
