import { silu } from '../../ops/index.ts';
import type { Tensor } from '../../tensor/Tensor.ts';
import { Module } from '../Module.ts';

/**
 * x σ(x), element by element; also called swish. Any shape → the same shape.
 * Source: Hendrycks & Gimpel (2016), §2; Ramachandran, Zoph & Le, "Searching for activation functions" (2017).
 */
export class SiLU extends Module {
  forward(x: Tensor): Tensor {
    return silu(x);
  }
}
