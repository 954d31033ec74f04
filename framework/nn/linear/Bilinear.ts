import { checkPlace, optionsOf, signature } from '../../tensor/arguments.ts';
import { zeros } from '../../tensor/create.ts';
import { ChalkgradError, shapeText } from '../../tensor/errors.ts';
import type { Tensor } from '../../tensor/Tensor.ts';
import { uniform_ } from '../init.ts';
import { Module } from '../Module.ts';
import { Parameter } from '../Parameter.ts';
import type { LinearOptions } from './Linear.ts';

const call = signature(
  'Bilinear',
  { in1Features: 'count', in2Features: 'count', outFeatures: 'count' },
  { bias: 'boolean', generator: 'generator' },
);

const methods = {
  forward: signature('Bilinear.forward', { x1: 'tensor', x2: 'tensor' }),
};

/**
 * Every pair of features of two inputs gets a weight: y_o = x₁ᵀ A_o x₂ + b_o. x1: [.., in1], x2: [.., in2] → [.., out].
 * Starts uniform in ±1/√in1.
 *
 * @example new Bilinear(8, 4, 2).forward(words, tags) // [32, 8] and [32, 4] → [32, 2]
 */
export class Bilinear extends Module {
  readonly weight: Parameter; // [out, in1, in2]
  readonly bias: Parameter | null; // [out]

  constructor(in1Features: number, in2Features: number, outFeatures: number, options: LinearOptions = {}) {
    super();
    const { bias = true, generator } = optionsOf(call, [in1Features, in2Features, outFeatures, options]);
    const bound = 1 / Math.sqrt(in1Features);
    this.weight = new Parameter(zeros([outFeatures, in1Features, in2Features]));
    this.bias = bias ? new Parameter(zeros([outFeatures])) : null;
    for (const parameter of this.parameters()) uniform_(parameter, -bound, bound, generator);
  }

  forward(x1: Tensor, x2: Tensor): Tensor {
    checkPlace(methods.forward, 0, x1);
    checkPlace(methods.forward, 1, x2);
    const [out, in1, in2] = this.weight.shape as [number, number, number];
    const lead = x1.shape.slice(0, -1);
    if (x1.shape.at(-1) !== in1 || x2.shape.at(-1) !== in2 || lead.join() !== x2.shape.slice(0, -1).join()) {
      throw new ChalkgradError(
        `Bilinear: inputs ${shapeText(x1.shape)} and ${shapeText(x2.shape)} must be [.., ${in1}] and [.., ${in2}]`,
        'all axes but the last are equal, the last ones are the features.',
      );
    }
    const everyOut = this.weight.permute([1, 0, 2]).reshape([in1, out * in2]); // [in1, out·in2]
    const half = x1.matmul(everyOut).reshape([...lead, out, in2]); // x₁ᵀ A_o
    const y = half.matmul(x2.unsqueeze(-1)).squeeze(-1);
    return this.bias === null ? y : y.add(this.bias);
  }
}
