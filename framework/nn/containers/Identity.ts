import type { Tensor } from '../../tensor/Tensor.ts';
import { Module } from '../Module.ts';

/** Passes everything as it is: stands where a layer may be or not be. Any shape → the same shape. */
export class Identity extends Module {
  forward(x: Tensor): Tensor {
    return x;
  }
}
