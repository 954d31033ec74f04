import type { CosineSimilarityOptions } from '../../ops/loss/cosineSimilarity.ts';
import type { Tensor } from '../../tensor/Tensor.ts';
import { Module } from '../Module.ts';

/** The cosine of the angle between vectors as a module. Both of one shape → that shape without the axis. See the op `cosineSimilarity`. */
export class CosineSimilarity extends Module {
  readonly options: CosineSimilarityOptions;

  constructor(options: CosineSimilarityOptions = {}) {
    super();
    this.options = options;
  }

  forward(a: Tensor, b: Tensor): Tensor {
    return a.cosineSimilarity(b, this.options);
  }
}
