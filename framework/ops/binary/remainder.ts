import { promote } from '../../tensor/dtype.ts';
import { ChalkgradError } from '../../tensor/errors.ts';
import { leaveFlag } from '../../tensor/flags.ts';
import type { Tensor } from '../../tensor/Tensor.ts';
import { defineOp, type Op, type TensorLike } from '../define.ts';
import { zipInto } from '../elementwise.ts';
import { uniform } from '../examples.ts';

type Args = [a: Tensor, b: TensorLike];

/**
 * What is left of a after as many whole b as fit, with the sign of b (as in Python; JavaScript's % takes that of a): remainder(-1, 3)
 * is 2. Fractions by 0 are NaN. Errors: whole numbers by 0; on a GPU when numbers are next read back.
 */
export const remainder: Op<Args> = defineOp<Args>({
  name: 'remainder',
  summary: 'What a division with a whole quotient leaves, with the sign of the divisor and broadcasting.',
  tex: {
    forward: String.raw`y = a - b \left\lfloor a / b \right\rfloor`,
    backward: String.raw`\bar{a} = \bar{y}, \quad \bar{b} = - \left\lfloor a / b \right\rfloor \odot \bar{y}`,
  },
  kernels: ['zip'],
  operands: 2,
  forward: (a, bLike) => {
    const b = bLike as Tensor;
    const dtype = promote(a.dtype, b.dtype);
    const isWhole = dtype === 'int32' || dtype === 'bool';
    if (isWhole) refuseZero(b);
    return zipInto('remainder', a, b, dtype === 'bool' ? 'int32' : dtype);
  },
  backward: (grad, { inputs: [a, b] }) => [
    a.requiresGrad ? grad.sumTo(a.shape) : null,
    b.requiresGrad ? a.div(b).floor().neg().mul(grad).sumTo(b.shape) : null,
  ],
  examples: (g) => [
    [uniform(g, [2, 3], [2.2, 2.8]), uniform(g, [2, 3], [0.95, 1.05])],
    [uniform(g, [2, 1, 3], [-1.8, -1.3]), uniform(g, [4, 1], [0.95, 1.05])],
    [uniform(g, [3], [0.2, 0.8]), uniform(g, [], [-1.05, -0.95])],
    [uniform(g, [4], [-2.8, -2.2]), 2],
  ],
});

/** Errors: whole numbers have no remainder by 0. */
function refuseZero(b: Tensor): void {
  const [what, hint] = [
    'remainder: a division of whole numbers by 0',
    "b must not be 0; .to('float32') gives NaN there.",
  ];
  if (b.device !== 'cpu') leaveFlag(b.eq(0).any(), what, hint);
  else if (b.dataSync().includes(0)) throw new ChalkgradError(what, hint);
}
