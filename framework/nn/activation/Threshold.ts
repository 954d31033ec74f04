import type { Tensor } from '../../tensor/Tensor.ts';
import { Module } from '../Module.ts';

/** Numbers above the threshold stay, all others become `value`. Any shape → the same shape. */
export class Threshold extends Module {
  readonly threshold: number;
  readonly value: number;

  constructor(threshold: number, value: number) {
    super();
    this.threshold = threshold;
    this.value = value;
  }

  forward(x: Tensor): Tensor {
    return x.threshold(this.threshold, this.value);
  }
}
