import { gelu } from '../../ops/index.ts';
import type { GeluOptions } from '../../ops/unary/gelu.ts';
import { optionsOf, signature } from '../../tensor/arguments.ts';
import type { Tensor } from '../../tensor/Tensor.ts';
import { Module } from '../Module.ts';

const call = signature('GELU', {}, { approximate: 'text' });

/**
 * x Φ(x), element by element; `approximate: 'tanh'` gives the formula that GPT-2 used. Any shape → the same shape.
 * Source: Hendrycks & Gimpel, "Gaussian error linear units" (2016).
 */
export class GELU extends Module {
  readonly options: GeluOptions;

  constructor(options: GeluOptions = {}) {
    super();
    this.options = optionsOf(call, [options]);
  }

  forward(x: Tensor): Tensor {
    return gelu(x, this.options);
  }
}
