/**
 * Plain tensors, no parameters
 *
 * Nobody will find them and nobody will train them: a module lists what it holds as Parameter.
 */

import { add, type Generator, Module, matmul, type Tensor, transpose, uniform_, zeros } from '#framework';

export class Linear extends Module {
  readonly weight: Tensor;
  readonly bias: Tensor | null;

  constructor(inFeatures: number, outFeatures: number, options: { bias?: boolean; generator?: Generator } = {}) {
    super();
    const { bias = true, generator } = options;
    this.weight = zeros([outFeatures, inFeatures]).requiresGrad_();
    this.bias = bias ? zeros([outFeatures]).requiresGrad_() : null;
    uniform_(this.weight, -1, 1, generator);
  }

  forward(x: Tensor): Tensor {
    const product = matmul(x, transpose(this.weight));
    return this.bias ? add(product, this.bias) : product;
  }
}
