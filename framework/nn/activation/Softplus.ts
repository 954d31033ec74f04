import { softplus } from '../../ops/index.ts';
import { check, signature } from '../../tensor/arguments.ts';
import type { Tensor } from '../../tensor/Tensor.ts';
import { Module } from '../Module.ts';

const call = signature('Softplus', { beta: 'positive?' });

/** ln(1 + e^(βx)) / β, a smooth relu (default β 1). Source: Dugas et al. (2001). Any shape → the same shape. */
export class Softplus extends Module {
  readonly beta: number;

  constructor(beta = 1) {
    super();
    check(call, beta);
    this.beta = beta;
  }

  forward(x: Tensor): Tensor {
    return softplus(x, this.beta);
  }
}
