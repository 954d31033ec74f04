/**
 * The bias is out of reach of gradients
 *
 * It is detached on the way, so nothing pulls on it and it never learns.
 */

import { add, type Generator, Module, matmul, Parameter, type Tensor, transpose, uniform_, zeros } from '#framework';

export class Linear extends Module {
  readonly weight: Parameter;
  readonly bias: Parameter | null;

  constructor(inFeatures: number, outFeatures: number, options: { bias?: boolean; generator?: Generator } = {}) {
    super();
    const { bias = true, generator } = options;
    this.weight = new Parameter(zeros([outFeatures, inFeatures]));
    this.bias = bias ? new Parameter(zeros([outFeatures])) : null;
    uniform_(this.weight, -1, 1, generator);
  }

  forward(x: Tensor): Tensor {
    const product = matmul(x, transpose(this.weight));
    return this.bias ? add(product, this.bias.detach()) : product;
  }
}
