/**
 * Nothing comes back out
 *
 * The input is detached first, so the layer learns and everything before it does not: no gradient reaches x. Compute with x itself.
 */

import { add, type Generator, Module, matmul, Parameter, type Tensor, transpose, uniform_, zeros } from '#framework';

export class Linear extends Module {
  readonly weight: Parameter; // [out, in]
  readonly bias: Parameter | null; // [out]

  constructor(inFeatures: number, outFeatures: number, options: { bias?: boolean; generator?: Generator } = {}) {
    super();
    const { bias = true, generator } = options;
    const bound = 1 / Math.sqrt(inFeatures);
    this.weight = new Parameter(zeros([outFeatures, inFeatures]));
    this.bias = bias ? new Parameter(zeros([outFeatures])) : null;
    uniform_(this.weight, -bound, bound, generator);
    if (this.bias) uniform_(this.bias, -bound, bound, generator);
  }

  forward(x: Tensor): Tensor {
    const product = matmul(x.detach(), transpose(this.weight)); // [.., out]
    return this.bias ? add(product, this.bias) : product;
  }
}
