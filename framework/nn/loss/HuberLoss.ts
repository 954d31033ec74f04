import { huber } from '../../ops/index.ts';
import type { HuberOptions } from '../../ops/loss/huber.ts';
import { optionsOnly } from '../../ops/signatures.ts';
import { optionsOf } from '../../tensor/arguments.ts';
import type { Tensor } from '../../tensor/Tensor.ts';
import { Module } from '../Module.ts';

const call = optionsOnly('HuberLoss', 'huber');

/** Squared error near zero, absolute error far away, as a module. Both of one shape → []. See the op `huber`. */
export class HuberLoss extends Module {
  readonly options: HuberOptions;

  constructor(options: HuberOptions = {}) {
    super();
    this.options = optionsOf(call, [options]);
  }

  forward(prediction: Tensor, target: Tensor): Tensor {
    return huber(prediction, target, this.options);
  }
}
