/**
 * A ReLU inside
 *
 * Negative outputs became 0. The bend between layers is a layer of its own.
 */

import {
  add,
  type Generator,
  Module,
  matmul,
  Parameter,
  relu,
  type Tensor,
  transpose,
  uniform_,
  zeros,
} from '#framework';

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
    return relu(this.bias ? add(product, this.bias) : product);
  }
}
