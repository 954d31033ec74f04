import { linear } from '../../ops/index.ts';
import { optionsOf, signature } from '../../tensor/arguments.ts';
import { zeros } from '../../tensor/create.ts';
import type { Generator } from '../../tensor/random.ts';
import { checkSubstituted, isSubstituting, runSubstitute, substituteFor } from '../../tensor/substitutes.ts';
import type { Tensor } from '../../tensor/Tensor.ts';
import { defaultInit_ } from '../init.ts';
import { Module } from '../Module.ts';
import { Parameter } from '../Parameter.ts';

export interface LinearOptions {
  /** Default true. */
  readonly bias?: boolean;
  /** Where the first weights come from. Default: the stream started by `manualSeed`. */
  readonly generator?: Generator | undefined;
}

const call = signature(
  'Linear',
  { inFeatures: 'count', outFeatures: 'count' },
  { bias: 'boolean', generator: 'generator' },
);

/**
 * y = x Wᵀ + b. x: [.., inFeatures] → [.., outFeatures]. Starts uniform in ±1/√inFeatures.
 *
 * @example new Linear(784, 10).forward(zeros([32, 784])) // [32, 10]
 */
export class Linear extends Module {
  readonly weight: Parameter; // [out, in]
  readonly bias: Parameter | null; // [out]

  constructor(inFeatures: number, outFeatures: number, options: LinearOptions = {}) {
    super();
    const { bias = true, generator } = optionsOf(call, [inFeatures, outFeatures, options]);
    this.weight = new Parameter(zeros([outFeatures, inFeatures]));
    this.bias = bias ? new Parameter(zeros([outFeatures])) : null;
    defaultInit_(this.weight, this.bias, generator);
  }

  /** A substitute named `Linear.forward` gets the layer and x. */
  forward(x: Tensor): Tensor {
    const substitute = isSubstituting() ? substituteFor('Linear.forward') : null;
    if (substitute !== null) {
      const shape = [...x.shape.slice(0, -1), this.weight.shape[0]!];
      return checkSubstituted(substitute, runSubstitute(substitute, [this, x]), shape);
    }
    return linear(x, this.weight, this.bias ?? undefined);
  }

  /** The same with a ReLU behind it, as one step; null where `forward` is not this one. */
  forwardRelu(x: Tensor): Tensor | null {
    if (this.forward !== Linear.prototype.forward || isSubstituting()) return null;
    return linear(x, this.weight, this.bias ?? undefined, { relu: true });
  }
}
