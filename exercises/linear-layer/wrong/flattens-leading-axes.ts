/**
 * The axes in front were flattened
 *
 * The output has two axes whatever came in. All axes but the last pass through as they are.
 */

import {
  add,
  type Generator,
  Module,
  matmul,
  Parameter,
  reshape,
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
    const rows = reshape(x, [x.size / this.weight.shape[1]!, this.weight.shape[1]!]);
    const product = matmul(rows, transpose(this.weight));
    return this.bias ? add(product, this.bias) : product;
  }
}
