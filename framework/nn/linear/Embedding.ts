import { embedding } from '../../ops/index.ts';
import { optionsOf, signature } from '../../tensor/arguments.ts';
import { zeros } from '../../tensor/create.ts';
import { ChalkgradError } from '../../tensor/errors.ts';
import { noGrad } from '../../tensor/history.ts';
import type { Generator } from '../../tensor/random.ts';
import type { Tensor } from '../../tensor/Tensor.ts';
import { constant_, normal_ } from '../init.ts';
import { Module } from '../Module.ts';
import { Parameter } from '../Parameter.ts';

export interface EmbeddingModuleOptions {
  /** The entry that stands for "nothing here": it starts at zero and receives no gradient. Default: none. */
  readonly paddingIdx?: number;
  readonly generator?: Generator | undefined;
}

const call = signature(
  'Embedding',
  { numEmbeddings: 'count', embeddingDim: 'count' },
  { paddingIdx: 'number', generator: 'generator' },
);

/**
 * A table of learned vectors, read by number. index: int32 of any shape → [.., embeddingDim]. Starts standard normal.
 *
 * @example new Embedding(5000, 64, { paddingIdx: 0 }).forward(tokens) // [N, T] → [N, T, 64]
 */
export class Embedding extends Module {
  readonly weight: Parameter; // [entries, features]
  readonly paddingIdx: number | undefined;

  constructor(numEmbeddings: number, embeddingDim: number, options: EmbeddingModuleOptions = {}) {
    super();
    const { paddingIdx, generator } = optionsOf(call, [numEmbeddings, embeddingDim, options]);
    const place = paddingIdx !== undefined && paddingIdx < 0 ? paddingIdx + numEmbeddings : paddingIdx;
    if (place !== undefined && !(Number.isInteger(place) && place >= 0 && place < numEmbeddings)) {
      throw new ChalkgradError(
        `Embedding: paddingIdx ${paddingIdx} is not one of ${numEmbeddings} entries`,
        `entries run from 0 to ${numEmbeddings - 1}; negative ones count from the end.`,
      );
    }
    this.weight = new Parameter(zeros([numEmbeddings, embeddingDim]));
    this.paddingIdx = place;
    normal_(this.weight, 0, 1, generator);
    if (place !== undefined) noGrad(() => constant_(this.weight.select(0, place), 0));
  }

  forward(index: Tensor): Tensor {
    const { paddingIdx: paddingIndex } = this;
    return paddingIndex === undefined ? embedding(index, this.weight) : embedding(index, this.weight, { paddingIndex });
  }
}
