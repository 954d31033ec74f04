import { mish } from '../../ops/index.ts';
import type { Tensor } from '../../tensor/Tensor.ts';
import { Module } from '../Module.ts';

/** x tanh(ln(1 + e^x)), element by element. Source: Misra, "Mish: a self regularized non-monotonic activation function" (2019). Any shape → the same shape. */
export class Mish extends Module {
  forward(x: Tensor): Tensor {
    return mish(x);
  }
}
