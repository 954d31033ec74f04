import { hardsigmoid } from '../../ops/index.ts';
import type { Tensor } from '../../tensor/Tensor.ts';
import { Module } from '../Module.ts';

/** min(max(x + 3, 0), 6) / 6. Source: Howard et al. (2019). Any shape → the same shape. */
export class Hardsigmoid extends Module {
  forward(x: Tensor): Tensor {
    return hardsigmoid(x);
  }
}
