import { crossEntropy } from '../../ops/index.ts';
import type { CrossEntropyOptions } from '../../ops/loss/crossEntropy.ts';
import type { Tensor } from '../../tensor/Tensor.ts';
import { Module } from '../Module.ts';

/** Cross-entropy on logits as a module. logits [m, K], targets int32 [m] → []. See the op `crossEntropy`. */
export class CrossEntropyLoss extends Module {
  readonly options: CrossEntropyOptions;

  constructor(options: CrossEntropyOptions = {}) {
    super();
    this.options = options;
  }

  forward(logits: Tensor, targets: Tensor): Tensor {
    return crossEntropy(logits, targets, this.options);
  }
}
