/**
 * A bias, wanted or not
 *
 * With { bias: false } there must be none: a layer before a normalisation is built so, and its file has no bias.
 */

import { add, type Generator, Module, matmul, Parameter, type Tensor, transpose, uniform_, zeros } from '#framework';

export class Linear extends Module {
  readonly weight: Parameter;
  readonly bias: Parameter | null;

  constructor(inFeatures: number, outFeatures: number, options: { bias?: boolean; generator?: Generator } = {}) {
    super();
    const { generator } = options;
    this.weight = new Parameter(zeros([outFeatures, inFeatures]));
    this.bias = new Parameter(zeros([outFeatures]));
    uniform_(this.weight, -1, 1, generator);
  }

  forward(x: Tensor): Tensor {
    const product = matmul(x, transpose(this.weight));
    return this.bias ? add(product, this.bias) : product;
  }
}
