import { crossEntropy } from '../../ops/index.ts';
import type { CrossEntropyOptions } from '../../ops/loss/crossEntropy.ts';
import { optionsOnly } from '../../ops/signatures.ts';
import { optionsOf } from '../../tensor/arguments.ts';
import type { Tensor } from '../../tensor/Tensor.ts';
import { Module } from '../Module.ts';

const call = optionsOnly('CrossEntropyLoss', 'crossEntropy');

/** Cross-entropy on logits as a module. logits [m, K], targets int32 [m] → []. See the op `crossEntropy`. */
export class CrossEntropyLoss extends Module {
  readonly options: CrossEntropyOptions;

  constructor(options: CrossEntropyOptions = {}) {
    super();
    this.options = optionsOf(call, [options]);
  }

  forward(logits: Tensor, targets: Tensor): Tensor {
    return crossEntropy(logits, targets, this.options);
  }
}
