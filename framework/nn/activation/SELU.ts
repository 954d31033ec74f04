import { selu } from '../../ops/index.ts';
import type { Tensor } from '../../tensor/Tensor.ts';
import { Module } from '../Module.ts';

/** λ x where it is positive, λ α (e^x - 1) elsewhere, λ ≈ 1.0507, α ≈ 1.6733. Source: Klambauer et al. (2017). Any shape → the same shape. */
export class SELU extends Module {
  forward(x: Tensor): Tensor {
    return selu(x);
  }
}
