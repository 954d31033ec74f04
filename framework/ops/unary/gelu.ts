import { isFloat } from '../../tensor/dtype.ts';
import { ChalkgradError } from '../../tensor/errors.ts';
import type { Tensor } from '../../tensor/Tensor.ts';
import { defineOp, type Op } from '../define.ts';
import { mapInto, slopeInto } from '../elementwise.ts';
import { uniform } from '../examples.ts';

export interface GeluOptions {
  /** 'none' (default): with the error function. 'tanh': the approximation that GPT-2 was trained with. */
  readonly approximate?: 'none' | 'tanh';
}

type Args = [x: Tensor, options?: GeluOptions];

const SCALE = Math.sqrt(2 / Math.PI);
const CUBIC = 0.044715;

/**
 * x weighted by the chance that a standard normal number lies below it: a smooth ReLU.
 * Source: Hendrycks & Gimpel, "Gaussian error linear units" (2016), §2, both forms.
 */
export const gelu: Op<Args> = defineOp<Args>({
  name: 'gelu',
  summary: 'Each number times the chance that a standard normal number lies below it.',
  tex: {
    forward: String.raw`y_i = x_i \, \Phi(x_i) \approx \tfrac{1}{2} x_i \Bigl( 1 + \tanh\bigl( \sqrt{2/\pi} \, (x_i + 0.044715 \, x_i^3) \bigr) \Bigr)`,
    backward: String.raw`\bar{x}_i = \bigl( \Phi(x_i) + x_i \, \varphi(x_i) \bigr) \, \bar{y}_i`,
  },
  kernels: ['map'],
  forward: (x, { approximate = 'none' } = {}) => {
    if (approximate !== 'none' && approximate !== 'tanh') {
      throw new ChalkgradError(`gelu: there is no approximation '${String(approximate)}'`, "use 'none' or 'tanh'.");
    }
    return mapInto(approximate === 'tanh' ? 'geluTanh' : 'gelu', x, isFloat(x.dtype) ? x.dtype : 'float32');
  },
  backward: (grad, { inputs: [x], output, args: [, options] }) => {
    const approximate = options?.approximate === 'tanh';
    const inOneLoop = slopeInto(approximate ? 'geluTanh' : 'gelu', grad, x, output);
    return [inOneLoop ?? grad.mul(approximate ? slopeOfTanhForm(x) : slope(x))];
  },
  examples: (g) => [
    [uniform(g, [2, 3], [-3, 3])],
    [uniform(g, [2, 3], [-3, 3]), { approximate: 'tanh' }],
    [uniform(g, [], [-1, 1])],
  ],
});

/** Φ(x) + x φ(x), with φ the bell curve and Φ the area under it up to x. */
function slope(x: Tensor): Tensor {
  const below = x.mul(Math.SQRT1_2).erf().add(1).mul(0.5);
  const density = x
    .square()
    .mul(-0.5)
    .exp()
    .mul(1 / Math.sqrt(2 * Math.PI));
  return below.add(x.mul(density));
}

/** Product and chain rule on ½ x (1 + tanh u), u = √(2/π) (x + 0.044715 x³). */
function slopeOfTanhForm(x: Tensor): Tensor {
  const square = x.square();
  const t = square.mul(CUBIC).add(1).mul(x).mul(SCALE).tanh();
  const innerSlope = square
    .mul(3 * CUBIC)
    .add(1)
    .mul(SCALE);
  return t
    .add(1)
    .add(x.mul(innerSlope).mul(t.square().neg().add(1)))
    .mul(0.5);
}
