import type { Tensor } from '../../tensor/Tensor.ts';
import { Module } from '../Module.ts';

/** x σ(x), element by element. Source: Elfwing, Uchibe & Doya (2018); also called swish. Any shape → the same shape. */
export class SiLU extends Module {
  forward(x: Tensor): Tensor {
    return x.silu();
  }
}
