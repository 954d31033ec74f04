import { mse } from '../../ops/index.ts';
import type { LossOptions } from '../../ops/loss/loss.ts';
import { optionsOnly } from '../../ops/signatures.ts';
import { optionsOf } from '../../tensor/arguments.ts';
import type { Tensor } from '../../tensor/Tensor.ts';
import { Module } from '../Module.ts';

const call = optionsOnly('MSELoss', 'mse');

/** Mean squared error as a module. Both of one shape → []. See the op `mse`. */
export class MSELoss extends Module {
  readonly options: LossOptions;

  constructor(options: LossOptions = {}) {
    super();
    this.options = optionsOf(call, [options]);
  }

  forward(prediction: Tensor, target: Tensor): Tensor {
    return mse(prediction, target, this.options);
  }
}
