import { bceWithLogits } from '../../ops/index.ts';
import type { BceWithLogitsOptions } from '../../ops/loss/bceWithLogits.ts';
import { optionsOnly } from '../../ops/signatures.ts';
import { optionsOf } from '../../tensor/arguments.ts';
import type { Tensor } from '../../tensor/Tensor.ts';
import { Module } from '../Module.ts';

const call = optionsOnly('BCEWithLogitsLoss', 'bceWithLogits');

/** Binary cross-entropy on logits as a module. Both of one shape → []. See the op `bceWithLogits`. */
export class BCEWithLogitsLoss extends Module {
  readonly options: BceWithLogitsOptions;

  constructor(options: BceWithLogitsOptions = {}) {
    super();
    this.options = optionsOf(call, [options]);
  }

  forward(logits: Tensor, targets: Tensor): Tensor {
    return bceWithLogits(logits, targets, this.options);
  }
}
