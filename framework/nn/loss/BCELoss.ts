import { bce } from '../../ops/index.ts';
import type { BceOptions } from '../../ops/loss/bce.ts';
import { optionsOnly } from '../../ops/signatures.ts';
import { optionsOf } from '../../tensor/arguments.ts';
import type { Tensor } from '../../tensor/Tensor.ts';
import { Module } from '../Module.ts';

const call = optionsOnly('BCELoss', 'bce');

/** Binary cross-entropy on probabilities as a module. Both of one shape → []. See the op `bce`. */
export class BCELoss extends Module {
  readonly options: BceOptions;

  constructor(options: BceOptions = {}) {
    super();
    this.options = optionsOf(call, [options]);
  }

  forward(prediction: Tensor, target: Tensor): Tensor {
    return bce(prediction, target, this.options);
  }
}
