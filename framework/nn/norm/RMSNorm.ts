import { rmsNorm } from '../../ops/index.ts';
import { optionsOf, signature } from '../../tensor/arguments.ts';
import { ones } from '../../tensor/create.ts';
import type { Shape } from '../../tensor/shape.ts';
import type { Tensor } from '../../tensor/Tensor.ts';
import { Module } from '../Module.ts';
import { Parameter } from '../Parameter.ts';
import type { LayerNormModuleOptions } from './LayerNorm.ts';

const call = signature('RMSNorm', { normalizedShape: 'sizes' }, { eps: 'amount', elementwiseAffine: 'boolean' });

/**
 * Each example over the root of its mean square: a layer norm without mean and shift. x: [.., normalizedShape] → the same shape.
 * Scale starts at 1, eps is 1e-6 unless given. Source: Zhang & Sennrich, "Root mean square layer normalization" (2019).
 *
 * @example new RMSNorm(64).forward(tokens) // [N, T, 64]
 */
export class RMSNorm extends Module {
  readonly normalizedShape: Shape;
  readonly weight: Parameter | null; // normalizedShape
  readonly eps: number;

  constructor(normalizedShape: number | Shape, options: LayerNormModuleOptions = {}) {
    super();
    const { eps = 1e-6, elementwiseAffine = true } = optionsOf(call, [normalizedShape, options]);
    this.normalizedShape = typeof normalizedShape === 'number' ? [normalizedShape] : normalizedShape;
    this.weight = elementwiseAffine ? new Parameter(ones(this.normalizedShape)) : null;
    this.eps = eps;
  }

  forward(x: Tensor): Tensor {
    return rmsNorm(x, this.normalizedShape, this.weight ?? undefined, { eps: this.eps });
  }
}
