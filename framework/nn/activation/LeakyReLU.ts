import { leakyRelu } from '../../ops/index.ts';
import { check, signature } from '../../tensor/arguments.ts';
import type { Tensor } from '../../tensor/Tensor.ts';
import { Module } from '../Module.ts';

const call = signature('LeakyReLU', { slope: 'finite?' });

/** x where it is positive, slope · x elsewhere (default slope 0.01). Source: Maas, Hannun & Ng (2013). Any shape → the same shape. */
export class LeakyReLU extends Module {
  readonly slope: number;

  constructor(slope = 0.01) {
    super();
    check(call, slope);
    this.slope = slope;
  }

  forward(x: Tensor): Tensor {
    return leakyRelu(x, this.slope);
  }
}
