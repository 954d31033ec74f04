import { isFloat } from '../../tensor/dtype.ts';
import { ChalkgradError } from '../../tensor/errors.ts';
import type { Tensor } from '../../tensor/Tensor.ts';
import { defineOp, type Op } from '../define.ts';
import { mapInto } from '../elementwise.ts';
import { uniform } from '../examples.ts';

type Args = [x: Tensor, beta?: number];

/** A smooth ReLU: ln(1 + e^(βx)) / β, β = 1 unless given. Never overflows. Source: Dugas et al. (2001). */
export const softplus: Op<Args> = defineOp<Args>({
  name: 'softplus',
  summary: 'A smooth ReLU.',
  tex: {
    forward: String.raw`y_i = \tfrac{1}{\beta} \ln\bigl(1 + e^{\beta x_i}\bigr)`,
    backward: String.raw`\bar{x}_i = \sigma(\beta x_i) \, \bar{y}_i`,
  },
  kernels: ['map', 'zip'],
  forward: (x, beta = 1) => {
    if (!(beta > 0)) throw new ChalkgradError(`softplus: beta = ${beta} is not possible`, 'beta is a number above 0.');
    const dtype = isFloat(x.dtype) ? x.dtype : 'float32';
    return beta === 1 ? mapInto('softplus', x, dtype) : mapInto('softplus', x.mul(beta), dtype).div(beta);
  },
  backward: (grad, { inputs: [x], args: [, beta = 1] }) => [grad.mul(x.mul(beta).sigmoid())],
  examples: (g) => [[uniform(g, [2, 3], [-3, 3])], [uniform(g, [4], [-2, 2]), 2.5], [uniform(g, [], [-1, 1])]],
});
