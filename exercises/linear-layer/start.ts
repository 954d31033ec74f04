import { type Generator, Module, Parameter, type Tensor, zeros } from '#framework';

/** y = x Wᵀ + b. x: [.., inFeatures] → [.., outFeatures]. */
export class Linear extends Module {
  readonly weight: Parameter; // [out, in]
  readonly bias: Parameter | null; // [out]

  constructor(inFeatures: number, outFeatures: number, options: { bias?: boolean; generator?: Generator } = {}) {
    super();
    this.weight = new Parameter(zeros([outFeatures, inFeatures]));
    this.bias = null; // your turn: a bias, unless it is not wanted, and first weights
  }

  forward(x: Tensor): Tensor {
    return x;
  }
}
