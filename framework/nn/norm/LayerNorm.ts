import { layerNorm } from '../../ops/index.ts';
import { optionsOf, signature } from '../../tensor/arguments.ts';
import { ones, zeros } from '../../tensor/create.ts';
import type { Shape } from '../../tensor/shape.ts';
import type { Tensor } from '../../tensor/Tensor.ts';
import { Module } from '../Module.ts';
import { Parameter } from '../Parameter.ts';

export interface LayerNormModuleOptions {
  /** Added to the variance. Default 1e-5. */
  readonly eps?: number;
  /** Learn a scale and a shift for each feature. Default true. */
  readonly elementwiseAffine?: boolean;
}

const call = signature('LayerNorm', { normalizedShape: 'sizes' }, { eps: 'amount', elementwiseAffine: 'boolean' });

/**
 * Each example to mean 0 and variance 1 over its last axes. x: [.., normalizedShape] → the same shape. Scale starts at 1, shift at 0.
 * Source: Ba, Kiros & Hinton, "Layer normalization" (2016).
 *
 * @example new LayerNorm(64).forward(tokens) // [N, T, 64]
 */
export class LayerNorm extends Module {
  readonly normalizedShape: Shape;
  readonly weight: Parameter | null; // normalizedShape
  readonly bias: Parameter | null; // normalizedShape
  readonly eps: number;

  constructor(normalizedShape: number | Shape, options: LayerNormModuleOptions = {}) {
    super();
    const { eps = 1e-5, elementwiseAffine = true } = optionsOf(call, [normalizedShape, options]);
    this.normalizedShape = typeof normalizedShape === 'number' ? [normalizedShape] : normalizedShape;
    this.weight = elementwiseAffine ? new Parameter(ones(this.normalizedShape)) : null;
    this.bias = elementwiseAffine ? new Parameter(zeros(this.normalizedShape)) : null;
    this.eps = eps;
  }

  forward(x: Tensor): Tensor {
    const { weight, bias, eps } = this;
    return layerNorm(x, this.normalizedShape, weight ?? undefined, bias ?? undefined, { eps });
  }
}
