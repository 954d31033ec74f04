import { promote } from '../../tensor/dtype.ts';
import { ChalkgradError, shapeText } from '../../tensor/errors.ts';
import type { Tensor } from '../../tensor/Tensor.ts';
import { defineOp, type Op } from '../define.ts';
import { zipInto } from '../elementwise.ts';
import { uniform } from '../examples.ts';

type Args = [a: Tensor, b: Tensor];

/** Every entry of one vector times every entry of another. a: [m], b: [n] → [m, n] */
export const outer: Op<Args> = defineOp<Args>({
  name: 'outer',
  summary: 'Every entry of one vector times every entry of another.',
  tex: {
    forward: String.raw`y_{ij} = a_i \, b_j`,
    backward: String.raw`\bar{a} = \bar{y} \, b, \quad \bar{b} = \bar{y}^{\top} a`,
  },
  kernels: ['zip', 'matmul'],
  operands: 2,
  forward: (a, b) => {
    if (a.rank !== 1 || b.rank !== 1) {
      throw new ChalkgradError(
        `outer: ${shapeText(a.shape)} and ${shapeText(b.shape)} must both be vectors`,
        'flatten them, or use einsum for more axes.',
      );
    }
    return zipInto('mul', a.unsqueeze(1), b, promote(a.dtype, b.dtype));
  },
  backward: (grad, { inputs: [a, b] }) => [grad.matmul(b), grad.transpose().matmul(a)],
  examples: (g) => [
    [uniform(g, [2], [-1, 1]), uniform(g, [3], [-1, 1])],
    [uniform(g, [1], [-1, 1]), uniform(g, [1], [-1, 1])],
  ],
});
