import type { Tensor } from '../../tensor/Tensor.ts';
import { Module } from '../Module.ts';

/** The logarithm of softmax along an axis (default the last), without underflow to -∞. Any shape → the same shape. */
export class LogSoftmax extends Module {
  readonly axis: number;

  constructor(axis = -1) {
    super();
    this.axis = axis;
  }

  forward(x: Tensor): Tensor {
    return x.logSoftmax(this.axis);
  }
}
