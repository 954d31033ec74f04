import { softmax } from '../../ops/index.ts';
import { check, signature } from '../../tensor/arguments.ts';
import type { Tensor } from '../../tensor/Tensor.ts';
import { Module } from '../Module.ts';

const call = signature('Softmax', { axis: 'whole?' });

/** e^x over its sum along an axis (default the last): numbers to probabilities. Any shape → the same shape. */
export class Softmax extends Module {
  readonly axis: number;

  constructor(axis = -1) {
    super();
    check(call, axis);
    this.axis = axis;
  }

  forward(x: Tensor): Tensor {
    return softmax(x, this.axis);
  }
}
