import type { LossOptions } from '../../ops/loss/loss.ts';
import type { Tensor } from '../../tensor/Tensor.ts';
import { Module } from '../Module.ts';

/** Mean squared error as a module. Both of one shape → []. See the op `mse`. */
export class MSELoss extends Module {
  readonly options: LossOptions;

  constructor(options: LossOptions = {}) {
    super();
    this.options = options;
  }

  forward(prediction: Tensor, target: Tensor): Tensor {
    return prediction.mse(target, this.options);
  }
}
