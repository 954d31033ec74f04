import { globalAvgPool } from '../../ops/index.ts';
import type { Tensor } from '../../tensor/Tensor.ts';
import { Module } from '../Module.ts';

/** The mean of each channel over all its positions. x: [N, C, …] → [N, C]. Source: Lin, Chen & Yan, "Network in network" (2014), §3.2. */
export class GlobalAvgPool extends Module {
  forward(x: Tensor): Tensor {
    return globalAvgPool(x);
  }
}
