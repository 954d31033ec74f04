import { celu } from '../../ops/index.ts';
import { check, signature } from '../../tensor/arguments.ts';
import type { Tensor } from '../../tensor/Tensor.ts';
import { Module } from '../Module.ts';

const call = signature('CELU', { alpha: 'finite?' });

/** x where it is positive, α (e^(x/α) - 1) elsewhere (default α 1). Source: Barron (2017). Any shape → the same shape. */
export class CELU extends Module {
  readonly alpha: number;

  constructor(alpha = 1) {
    super();
    check(call, alpha);
    this.alpha = alpha;
  }

  forward(x: Tensor): Tensor {
    return celu(x, this.alpha);
  }
}
