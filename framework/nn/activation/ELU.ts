import { elu } from '../../ops/index.ts';
import { check, signature } from '../../tensor/arguments.ts';
import type { Tensor } from '../../tensor/Tensor.ts';
import { Module } from '../Module.ts';

const call = signature('ELU', { alpha: 'finite?' });

/** x where it is positive, α (e^x - 1) elsewhere (default α 1). Source: Clevert, Unterthiner & Hochreiter (2016). Any shape → the same shape. */
export class ELU extends Module {
  readonly alpha: number;

  constructor(alpha = 1) {
    super();
    check(call, alpha);
    this.alpha = alpha;
  }

  forward(x: Tensor): Tensor {
    return elu(x, this.alpha);
  }
}
