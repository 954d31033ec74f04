import { cosineSimilarity } from '../../ops/index.ts';
import type { CosineSimilarityOptions } from '../../ops/loss/cosineSimilarity.ts';
import { optionsOnly } from '../../ops/signatures.ts';
import { optionsOf } from '../../tensor/arguments.ts';
import type { Tensor } from '../../tensor/Tensor.ts';
import { Module } from '../Module.ts';

const call = optionsOnly('CosineSimilarity', 'cosineSimilarity');

/** The cosine of the angle between vectors as a module. Both of one shape → that shape without the axis. See the op `cosineSimilarity`. */
export class CosineSimilarity extends Module {
  readonly options: CosineSimilarityOptions;

  constructor(options: CosineSimilarityOptions = {}) {
    super();
    this.options = optionsOf(call, [options]);
  }

  forward(a: Tensor, b: Tensor): Tensor {
    return cosineSimilarity(a, b, this.options);
  }
}
