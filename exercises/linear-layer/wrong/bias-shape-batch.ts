/**
 * A bias with a batch axis
 *
 * The bias is [1, out]. It belongs to the units, not to the examples: [out].
 */

import { add, type Generator, Module, matmul, Parameter, type Tensor, transpose, uniform_, zeros } from '#framework';

export class Linear extends Module {
  readonly weight: Parameter;
  readonly bias: Parameter | null;

  constructor(inFeatures: number, outFeatures: number, options: { bias?: boolean; generator?: Generator } = {}) {
    super();
    const { bias = true, generator } = options;
    this.weight = new Parameter(zeros([outFeatures, inFeatures]));
    this.bias = bias ? new Parameter(zeros([1, outFeatures])) : null;
    uniform_(this.weight, -1, 1, generator);
  }

  forward(x: Tensor): Tensor {
    const product = matmul(x, transpose(this.weight));
    return this.bias ? add(product, this.bias) : product;
  }
}
