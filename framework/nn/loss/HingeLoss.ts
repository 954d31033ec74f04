import { hinge } from '../../ops/index.ts';
import type { HingeOptions } from '../../ops/loss/hinge.ts';
import { optionsOnly } from '../../ops/signatures.ts';
import { optionsOf } from '../../tensor/arguments.ts';
import type { Tensor } from '../../tensor/Tensor.ts';
import { Module } from '../Module.ts';

const call = optionsOnly('HingeLoss', 'hinge');

/** The hinge loss as a module: sides are -1 or 1. Both of one shape → []. See the op `hinge`. */
export class HingeLoss extends Module {
  readonly options: HingeOptions;

  constructor(options: HingeOptions = {}) {
    super();
    this.options = optionsOf(call, [options]);
  }

  forward(score: Tensor, side: Tensor): Tensor {
    return hinge(score, side, this.options);
  }
}
