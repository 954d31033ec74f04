import { nll } from '../../ops/index.ts';
import type { ClassLossOptions } from '../../ops/loss/classTargets.ts';
import { optionsOnly } from '../../ops/signatures.ts';
import { optionsOf } from '../../tensor/arguments.ts';
import type { Tensor } from '../../tensor/Tensor.ts';
import { Module } from '../Module.ts';

const call = optionsOnly('NLLLoss', 'nll');

/** Negative log-likelihood of log-probabilities as a module. logProbs [m, K], targets int32 [m] → []. See the op `nll`. */
export class NLLLoss extends Module {
  readonly options: ClassLossOptions;

  constructor(options: ClassLossOptions = {}) {
    super();
    this.options = optionsOf(call, [options]);
  }

  forward(logProbs: Tensor, targets: Tensor): Tensor {
    return nll(logProbs, targets, this.options);
  }
}
