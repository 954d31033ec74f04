import type { Tensor } from '../../tensor/Tensor.ts';
import { Module } from '../Module.ts';

/** max(x, 0), element by element. Any shape → the same shape. */
export class ReLU extends Module {
  forward(x: Tensor): Tensor {
    return x.relu();
  }
}
