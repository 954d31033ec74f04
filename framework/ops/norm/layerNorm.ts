import { fusedKernels } from '../../kernels/backend.ts';
import { isFloat } from '../../tensor/dtype.ts';
import { isGradEnabled } from '../../tensor/history.ts';
import { type Shape, sizeOf } from '../../tensor/shape.ts';
import { emptyTensor, type Tensor } from '../../tensor/Tensor.ts';
import { defineOp, type Op } from '../define.ts';
import { uniform } from '../examples.ts';
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

/** What forward puts aside: x̂ and its parts, or only mean and 1/√(σ² + ε) of each row where one loop did it all. */
type Saved = Standardized | { readonly moments: Tensor };

/**
 * Each example to mean 0 and variance 1 over its last axes, then scaled and shifted feature by feature.
 * x: [.., shape], weight and bias: shape → x's shape. Source: Ba, Kiros & Hinton, "Layer normalization" (2016).
 *
 * @example x.layerNorm(64, weight, bias) // over the last axis, which has 64 features
 */
export const layerNorm: Op<Args> = defineOp<Args, Saved>({
  name: 'layerNorm',
  summary: 'Each example to mean 0 and variance 1 over its features, then scaled and shifted.',
  tex: {
    forward: String.raw`y_{ij} = \gamma_j \, \hat{x}_{ij} + \beta_j, \qquad \hat{x}_{ij} = \frac{x_{ij} - \mu_i}{\sqrt{\sigma_i^2 + \varepsilon}}`,
    backward: String.raw`\bar{x}_i = \frac{1}{\sqrt{\sigma_i^2 + \varepsilon}} \Bigl( \bar{\hat{x}}_i - \operatorname{mean}(\bar{\hat{x}}_i) - \hat{x}_i \operatorname{mean}(\bar{\hat{x}}_i \odot \hat{x}_i) \Bigr), \quad \bar{\hat{x}} = \gamma \odot \bar{y}, \quad \bar{\gamma}_j = \sum_i \bar{y}_{ij} \, \hat{x}_{ij}, \quad \bar{\beta}_j = \sum_i \bar{y}_{ij}`,
  },
  kernels: ['layerNorm', 'reduce', 'zip', 'map'],
  tensors: ([x, , weight, bias]) => [x, weight, bias].filter((t) => t !== undefined),
  forward: (x, shape, weight, bias, { eps = 1e-5 } = {}) => {
    const axes = trailingAxes('layerNorm', x, shape);
    checkAffine('layerNorm', x, x.shape.slice(x.rank - axes.length), weight, bias);
    const inOneLoop = fusedForward(x, axes.length, weight, bias, eps);
    if (inOneLoop !== null) return inOneLoop;
    const saved = standardize(x, axes, eps);
    return { output: scaleAndShift(saved.hat, weight, bias), saved };
  },
  backward: (grad, { args: [x, shape, weight, bias, options], saved }) => {
    const axes = trailingAxes('layerNorm', x, shape);
    if (!isGradEnabled() && 'moments' in saved) return fusedBackward(grad, x, axes.length, weight, bias, saved.moments);
    const parts = isGradEnabled() || 'moments' in saved ? standardize(x, axes, options?.eps ?? 1e-5) : saved; // recorded anew for second derivatives
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

/** The last `count` axes as one: [rows, n] */
function asRows(x: Tensor, count: number): Tensor {
  const n = sizeOf(x.shape.slice(x.rank - count));
  return x.reshape([x.size / n, n]);
}

/** All of it in one loop; null where there is none. */
function fusedForward(
  x: Tensor,
  count: number,
  weight: Tensor | undefined,
  bias: Tensor | undefined,
  eps: number,
): { readonly output: Tensor; readonly saved: Saved } | null {
  const alike = [x, weight, bias].every((t) => t === undefined || t.dtype === x.dtype);
  const fused = alike && isFloat(x.dtype) && x.size > 0 ? fusedKernels() : null;
  if (fused === null) return null;
  const rows = asRows(x, count);
  const output = emptyTensor(x.shape, x.dtype);
  const moments = emptyTensor([rows.shape[0]!, 2], x.dtype);
  const flat = (t: Tensor | undefined): Tensor | null => t?.reshape([-1]) ?? null;
  fused.layerNorm(rows, flat(weight), flat(bias), eps, output.memory, moments.memory);
  return { output, saved: { moments } };
}

function fusedBackward(
  grad: Tensor,
  x: Tensor,
  count: number,
  weight: Tensor | undefined,
  bias: Tensor | undefined,
  moments: Tensor,
): Tensor[] {
  const [ofX, ofWeight, ofBias] = [x, weight, bias].map((t) =>
    t === undefined ? null : emptyTensor(t.shape, x.dtype),
  );
  fusedKernels()!.layerNormGrad(
    asRows(grad, count),
    asRows(x, count),
    weight?.reshape([-1]) ?? null,
    moments.memory,
    ofX!.memory,
    ofWeight?.memory ?? null,
    ofBias?.memory ?? null,
  );
  return [ofX, ofWeight, ofBias].filter((t) => t !== null && t !== undefined);
}
