import { optionsOf, signature } from '../../tensor/arguments.ts';
import { zeros } from '../../tensor/create.ts';
import type { Generator } from '../../tensor/random.ts';
import { checkSubstituted, isSubstituting, runSubstitute, substituteFor } from '../../tensor/substitutes.ts';
import type { Tensor } from '../../tensor/Tensor.ts';
import { normal_ } from '../init.ts';
import { Module } from '../Module.ts';
import { Parameter } from '../Parameter.ts';
import { checkPositions } from './checkPositions.ts';

/** GPT-2's deviation (Radford et al., 2019, in their code). */
const DEVIATION = 0.02;

const call = signature(
  'LearnedPositionalEncoding',
  { maxLength: 'count', dModel: 'count' },
  { generator: 'generator' },
);

/**
 * Adds a learned vector for each position. x: [N, T, dModel] with T up to maxLength → the same shape. Starts normal with deviation 0.02.
 * Source: Gehring et al., "Convolutional sequence to sequence learning" (2017), §3.1.
 *
 * @example new LearnedPositionalEncoding(128, 64).forward(tokens)
 */
export class LearnedPositionalEncoding extends Module {
  readonly weight: Parameter; // [maxLength, dModel]

  constructor(maxLength: number, dModel: number, options: { readonly generator?: Generator | undefined } = {}) {
    super();
    const { generator } = optionsOf(call, [maxLength, dModel, options]);
    this.weight = new Parameter(zeros([maxLength, dModel]));
    normal_(this.weight, 0, DEVIATION, generator);
  }

  forward(x: Tensor): Tensor {
    const substitute = isSubstituting() ? substituteFor('LearnedPositionalEncoding.forward') : null;
    if (substitute !== null) {
      return checkSubstituted(substitute, runSubstitute(substitute, [x, { weight: this.weight }]), x.shape);
    }
    const length = checkPositions('LearnedPositionalEncoding', x, this.weight.shape);
    return x.add(this.weight.slice(0, 0, length));
  }
}
