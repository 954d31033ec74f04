import { isGradEnabled } from '../../tensor/history.ts';
import type { Shape } from '../../tensor/shape.ts';
import type { Tensor } from '../../tensor/Tensor.ts';
import { defineOp, type Op } from '../define.ts';
import { uniform } from '../elementwise.ts';
import { checkAffine, type Standardized, scaleAndShift, standardize, standardizeGrad } from './normalization.ts';
import { trailingAxes } from './trailingAxes.ts';

export interface LayerNormOptions {
  /** Added to the variance. Default 1e-5. */
  readonly eps?: number;
}

type Args = [
  x: Tensor,
  shape: number | Shape,
  weight?: Tensor | undefined,
  bias?: Tensor | undefined,
  options?: LayerNormOptions,
];

/**
 * Each example to mean 0 and variance 1 over its last axes, then scaled and shifted feature by feature.
 * x: [.., shape], weight and bias: shape → x's shape. Source: Ba, Kiros & Hinton, "Layer normalization" (2016).
 *
 * @example x.layerNorm(64, weight, bias) // over the last axis, which has 64 features
 */
export const layerNorm: Op<Args> = defineOp<Args, Standardized>({
  name: 'layerNorm',
  summary: 'Each example to mean 0 and variance 1 over its features, then scaled and shifted.',
  tex: {
    forward: String.raw`y_{ij} = \gamma_j \, \hat{x}_{ij} + \beta_j, \qquad \hat{x}_{ij} = \frac{x_{ij} - \mu_i}{\sqrt{\sigma_i^2 + \varepsilon}}`,
    backward: String.raw`\bar{x}_i = \frac{1}{\sqrt{\sigma_i^2 + \varepsilon}} \Bigl( \bar{\hat{x}}_i - \operatorname{mean}(\bar{\hat{x}}_i) - \hat{x}_i \operatorname{mean}(\bar{\hat{x}}_i \odot \hat{x}_i) \Bigr), \quad \bar{\hat{x}} = \gamma \odot \bar{y}, \quad \bar{\gamma}_j = \sum_i \bar{y}_{ij} \, \hat{x}_{ij}, \quad \bar{\beta}_j = \sum_i \bar{y}_{ij}`,
  },
  kernels: ['reduce', 'zip', 'map'],
  tensors: ([x, , weight, bias]) => [x, weight, bias].filter((t) => t !== undefined),
  forward: (x, shape, weight, bias, { eps = 1e-5 } = {}) => {
    const axes = trailingAxes('layerNorm', x, shape);
    checkAffine('layerNorm', x, x.shape.slice(x.rank - axes.length), weight, bias);
    const saved = standardize(x, axes, eps);
    return { output: scaleAndShift(saved.hat, weight, bias), saved };
  },
  backward: (grad, { args: [x, shape, weight, bias, options], saved }) => {
    const axes = trailingAxes('layerNorm', x, shape);
    const parts = isGradEnabled() ? standardize(x, axes, options?.eps ?? 1e-5) : saved; // recorded anew for second derivatives
    const gradients = [standardizeGrad(weight === undefined ? grad : grad.mul(weight), parts, axes)];
    if (weight !== undefined) gradients.push(grad.mul(parts.hat).sumTo(weight.shape));
    if (bias !== undefined) gradients.push(grad.sumTo(bias.shape));
    return gradients;
  },
  examples: (g) => [
    [uniform(g, [3, 4], [-1, 1]), 4, uniform(g, [4], [0.5, 2]), uniform(g, [4], [-1, 1])],
    [uniform(g, [2, 3, 2], [-1, 1]), [3, 2], uniform(g, [3, 2], [0.5, 2])],
    [uniform(g, [2, 2, 3], [-1, 1]), 3, undefined, uniform(g, [3], [-1, 1]), { eps: 1e-3 }],
    [uniform(g, [5], [-1, 1]), 5],
  ],
});
