import type { BceOptions } from '../../ops/loss/bce.ts';
import type { Tensor } from '../../tensor/Tensor.ts';
import { Module } from '../Module.ts';

/** Binary cross-entropy on probabilities as a module. Both of one shape → []. See the op `bce`. */
export class BCELoss extends Module {
  readonly options: BceOptions;

  constructor(options: BceOptions = {}) {
    super();
    this.options = options;
  }

  forward(prediction: Tensor, target: Tensor): Tensor {
    return prediction.bce(target, this.options);
  }
}
