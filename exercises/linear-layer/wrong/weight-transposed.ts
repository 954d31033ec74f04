/**
 * The weight stands the other way
 *
 * You keep [in, out]. PyTorch and every file of weights keep [out, in]: such a file would not load.
 */

import { add, type Generator, Module, matmul, Parameter, type Tensor, uniform_, zeros } from '#framework';

export class Linear extends Module {
  readonly weight: Parameter;
  readonly bias: Parameter | null;

  constructor(inFeatures: number, outFeatures: number, options: { bias?: boolean; generator?: Generator } = {}) {
    super();
    const { bias = true, generator } = options;
    this.weight = new Parameter(zeros([inFeatures, outFeatures]));
    this.bias = bias ? new Parameter(zeros([outFeatures])) : null;
    uniform_(this.weight, -1, 1, generator);
  }

  forward(x: Tensor): Tensor {
    const product = matmul(x, this.weight);
    return this.bias ? add(product, this.bias) : product;
  }
}
