import { smoothL1 } from '../../ops/index.ts';
import type { SmoothL1Options } from '../../ops/loss/smoothL1.ts';
import { optionsOnly } from '../../ops/signatures.ts';
import { optionsOf } from '../../tensor/arguments.ts';
import type { Tensor } from '../../tensor/Tensor.ts';
import { Module } from '../Module.ts';

const call = optionsOnly('SmoothL1Loss', 'smoothL1');

/** Absolute error with a rounded tip as a module. Both of one shape → []. See the op `smoothL1`. */
export class SmoothL1Loss extends Module {
  readonly options: SmoothL1Options;

  constructor(options: SmoothL1Options = {}) {
    super();
    this.options = optionsOf(call, [options]);
  }

  forward(prediction: Tensor, target: Tensor): Tensor {
    return smoothL1(prediction, target, this.options);
  }
}
