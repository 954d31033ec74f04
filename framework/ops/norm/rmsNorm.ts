import { isGradEnabled } from '../../tensor/history.ts';
import type { Shape } from '../../tensor/shape.ts';
import type { Tensor } from '../../tensor/Tensor.ts';
import { defineOp, type Op } from '../define.ts';
import { uniform } from '../examples.ts';
import type { LayerNormOptions } from './layerNorm.ts';
import { checkAffine, scaleAndShift } from './normalization.ts';
import { trailingAxes } from './trailingAxes.ts';

type Args = [x: Tensor, shape: number | Shape, weight?: Tensor | undefined, options?: LayerNormOptions];

interface Scaled {
  readonly hat: Tensor;
  readonly inverse: Tensor;
}

const EPS = 1e-6; // as in the paper's code and LLaMA

/**
 * Each example divided by the root of its mean square over the last axes, then scaled feature by feature: a layer norm that
 * leaves the mean alone. x: [.., shape], weight: shape → x's shape. eps: default 1e-6.
 * Source: Zhang & Sennrich, "Root mean square layer normalization" (2019).
 */
export const rmsNorm: Op<Args> = defineOp<Args, Scaled>({
  name: 'rmsNorm',
  summary: 'Each example divided by the root of its mean square, then scaled.',
  tex: {
    forward: String.raw`y_{ij} = \gamma_j \, \hat{x}_{ij}, \qquad \hat{x}_{ij} = \frac{x_{ij}}{\sqrt{\operatorname{mean}_k(x_{ik}^2) + \varepsilon}}`,
    backward: String.raw`\bar{x}_i = \frac{1}{\sqrt{\operatorname{mean}(x_i^2) + \varepsilon}} \Bigl( \bar{\hat{x}}_i - \hat{x}_i \operatorname{mean}(\bar{\hat{x}}_i \odot \hat{x}_i) \Bigr), \quad \bar{\hat{x}} = \gamma \odot \bar{y}, \quad \bar{\gamma}_j = \sum_i \bar{y}_{ij} \, \hat{x}_{ij}`,
  },
  kernels: ['reduce', 'zip', 'map'],
  tensors: ([x, , weight]) => [x, weight].filter((t) => t !== undefined),
  forward: (x, shape, weight, { eps = EPS } = {}) => {
    const axes = trailingAxes('rmsNorm', x, shape);
    checkAffine('rmsNorm', x, x.shape.slice(x.rank - axes.length), weight, undefined);
    const saved = scaled(x, axes, eps);
    return { output: scaleAndShift(saved.hat, weight, undefined), saved };
  },
  backward: (grad, { args: [x, shape, weight, options], saved }) => {
    const axes = trailingAxes('rmsNorm', x, shape);
    const { hat, inverse } = isGradEnabled() ? scaled(x, axes, options?.eps ?? EPS) : saved; // recorded anew for second derivatives
    const towardsHat = weight === undefined ? grad : grad.mul(weight);
    const alongScale = hat.mul(towardsHat.mul(hat).mean(axes, { keepdim: true }));
    const gradX = towardsHat.sub(alongScale).mul(inverse);
    return weight === undefined ? [gradX] : [gradX, grad.mul(hat).sumTo(weight.shape)];
  },
  examples: (g) => [
    [uniform(g, [3, 4], [-1, 1]), 4, uniform(g, [4], [0.5, 2])],
    [uniform(g, [2, 3, 2], [-1, 1]), [3, 2]],
    [uniform(g, [5], [-1, 1]), 5, uniform(g, [5], [0.5, 2]), { eps: 1e-2 }],
  ],
});

function scaled(x: Tensor, axes: readonly number[], eps: number): Scaled {
  const inverse = x.square().mean(axes, { keepdim: true }).add(eps).rsqrt();
  return { hat: x.mul(inverse), inverse };
}
