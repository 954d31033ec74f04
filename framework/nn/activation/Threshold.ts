import { threshold } from '../../ops/index.ts';
import { check, signature } from '../../tensor/arguments.ts';
import type { Tensor } from '../../tensor/Tensor.ts';
import { Module } from '../Module.ts';

const call = signature('Threshold', { threshold: 'finite', value: 'finite' });

/** Numbers above the threshold stay, all others become `value`. Any shape → the same shape. */
export class Threshold extends Module {
  readonly threshold: number;
  readonly value: number;

  constructor(threshold: number, value: number) {
    super();
    check(call, threshold, value);
    this.threshold = threshold;
    this.value = value;
  }

  forward(x: Tensor): Tensor {
    return threshold(x, this.threshold, this.value);
  }
}
