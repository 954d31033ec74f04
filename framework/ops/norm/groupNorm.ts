import { ChalkgradError, shapeText } from '../../tensor/errors.ts';
import { isGradEnabled } from '../../tensor/history.ts';
import type { Tensor } from '../../tensor/Tensor.ts';
import { defineOp, type Op } from '../define.ts';
import { uniform } from '../examples.ts';
import type { LayerNormOptions } from './layerNorm.ts';
import {
  checkAffine,
  perChannel,
  type Standardized,
  scaleAndShift,
  standardize,
  standardizeGrad,
} from './normalization.ts';

type Args = [
  x: Tensor,
  groups: number,
  weight?: Tensor | undefined,
  bias?: Tensor | undefined,
  options?: LayerNormOptions,
];

/**
 * The channels of each example fall into groups; each group to mean 0 and variance 1, then scaled and shifted by channel.
 * One group is a layer norm over the image, one group per channel an instance norm; the batch plays no part.
 * x: [N, C, …], weight and bias: [C] → x's shape. eps: default 1e-5. Source: Wu & He, "Group normalization" (2018).
 */
export const groupNorm: Op<Args> = defineOp<Args, Standardized>({
  name: 'groupNorm',
  summary: 'Each group of channels to mean 0 and variance 1, then scaled and shifted by channel.',
  tex: {
    forward: String.raw`y_{nc} = \gamma_c \, \hat{x}_{nc} + \beta_c, \qquad \hat{x}_{nc} = \frac{x_{nc} - \mu_{ng}}{\sqrt{\sigma_{ng}^2 + \varepsilon}}, \quad g \ni c`,
    backward: String.raw`\bar{x} = \frac{1}{\sqrt{\sigma^2 + \varepsilon}} \Bigl( \bar{\hat{x}} - \operatorname{mean}_g(\bar{\hat{x}}) - \hat{x} \operatorname{mean}_g(\bar{\hat{x}} \odot \hat{x}) \Bigr), \quad \bar{\hat{x}} = \gamma \odot \bar{y}`,
  },
  kernels: ['reduce', 'zip', 'map'],
  tensors: ([x, , weight, bias]) => [x, weight, bias].filter((t) => t !== undefined),
  forward: (x, groups, weight, bias, { eps = 1e-5 } = {}) => {
    check(x, groups, weight, bias);
    const saved = standardize(grouped(x, groups), [2], eps);
    const output = scaleAndShift(saved.hat.reshape(x.shape), perChannel(weight, x.rank), perChannel(bias, x.rank));
    return { output, saved };
  },
  backward: (grad, { args: [x, groups, weight, bias, options], saved }) => {
    const parts = isGradEnabled() ? standardize(grouped(x, groups), [2], options?.eps ?? 1e-5) : saved; // recorded anew for second derivatives
    const towardsHat = weight === undefined ? grad : grad.mul(perChannel(weight, x.rank)!);
    const gradients = [standardizeGrad(grouped(towardsHat, groups), parts, [2]).reshape(x.shape)];
    const axes = x.shape.map((_, axis) => axis).filter((axis) => axis !== 1);
    if (weight !== undefined) gradients.push(grad.mul(parts.hat.reshape(x.shape)).sum(axes));
    if (bias !== undefined) gradients.push(grad.sum(axes));
    return gradients;
  },
  examples: (g) => [
    [uniform(g, [2, 4, 3], [-1, 1]), 2, uniform(g, [4], [0.5, 2]), uniform(g, [4], [-1, 1])],
    [uniform(g, [1, 2, 2, 3], [-1, 1]), 1, uniform(g, [2], [0.5, 2])],
    [uniform(g, [2, 3, 2, 2], [-1, 1]), 3, undefined, undefined, { eps: 1e-3 }],
    [uniform(g, [2, 4], [-1, 1]), 2],
  ],
});

/** [N, C, …] → [N, groups, everything of one group] */
const grouped = (x: Tensor, groups: number): Tensor =>
  x.reshape([x.shape[0]!, groups, x.size / (x.shape[0]! * groups) || 0]);

function check(x: Tensor, groups: number, weight: Tensor | undefined, bias: Tensor | undefined): void {
  if (x.rank < 2 || !Number.isInteger(groups) || groups < 1 || x.shape[1]! % groups !== 0) {
    throw new ChalkgradError(
      `groupNorm: the channels of ${shapeText(x.shape)} do not fall into ${groups} groups`,
      'input is [N, C, …], and the number of groups must divide C.',
    );
  }
  checkAffine('groupNorm', x, [x.shape[1]!], weight, bias);
}
