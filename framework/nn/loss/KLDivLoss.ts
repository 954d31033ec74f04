import { klDiv } from '../../ops/index.ts';
import type { KlDivOptions } from '../../ops/loss/klDiv.ts';
import { optionsOnly } from '../../ops/signatures.ts';
import { optionsOf } from '../../tensor/arguments.ts';
import type { Tensor } from '../../tensor/Tensor.ts';
import { Module } from '../Module.ts';

const call = optionsOnly('KLDivLoss', 'klDiv');

/** Kullback–Leibler divergence from log-probabilities as a module. Both of one shape → []. See the op `klDiv`. */
export class KLDivLoss extends Module {
  readonly options: KlDivOptions;

  constructor(options: KlDivOptions = {}) {
    super();
    this.options = optionsOf(call, [options]);
  }

  forward(logPrediction: Tensor, target: Tensor): Tensor {
    return klDiv(logPrediction, target, this.options);
  }
}
